using ChargerFirmware.Central.Store;
using ChargerFirmware.Central.Stores.Adapters;
using Npgsql;

namespace ChargerFirmware.Tests.Unit.CentralStores;

/// <summary>What a URL means, without a server; tests/Stores goes on from there.</summary>
public sealed class PostgresUrlTests
{
    [Fact]
    public void All_parts_are_taken_and_percent_signs_decoded()
    {
        var url = PostgresUrl.Parse("postgresql://us%40er:p%3Aa%2Fss@db.example:5433/cen%20tral?schema=depot_1&sslmode=verify-full&connect_timeout=7&Command%20Timeout=9");
        var builder = new NpgsqlConnectionStringBuilder(url.ConnectionString);

        Assert.Equal(("us@er", "p:a/ss", "db.example", 5433, "cen tral"), (builder.Username, builder.Password, builder.Host, builder.Port, builder.Database));
        Assert.Equal((SslMode.VerifyFull, 7, 9, "depot_1"), (builder.SslMode, builder.Timeout, builder.CommandTimeout, builder.SearchPath));
        Assert.Equal("depot_1", url.Schema);
    }

    [Theory]
    [InlineData("postgres://[::1]/db", "::1", 5432)]
    [InlineData("postgresql://localhost", "localhost", 5432)]
    [InlineData("postgresql://u@127.0.0.1:1/db?", "127.0.0.1", 1)]
    [InlineData("postgresql:///db?host=/run/postgresql", "/run/postgresql", 5432)]
    public void What_is_left_out_has_its_usual_value(string url, string host, int port)
    {
        var builder = new NpgsqlConnectionStringBuilder(PostgresUrl.Parse(url).ConnectionString);

        Assert.Equal((host, port, "central"), (builder.Host, builder.Port, builder.SearchPath));
    }

    [Fact]
    public void One_connection_that_is_our_own_cannot_be_turned_off()
    {
        var builder = new NpgsqlConnectionStringBuilder(
            PostgresUrl.Parse("postgresql://h/d?Pooling=true&Multiplexing=true&Persist%20Security%20Info=true&Include%20Error%20Detail=true").ConnectionString);

        Assert.False(builder.Pooling || builder.Multiplexing || builder.PersistSecurityInfo || builder.IncludeErrorDetail);
    }

    [Theory]
    [InlineData("postgresql://user:secret@host:port/db")]
    [InlineData("postgresql://user:secret@host/db?nonsense=secret")]
    [InlineData("postgresql://user:secret@host/db?sslmode=secret")]
    [InlineData("postgresql://user:secret@host:99999999999/db")]
    [InlineData("postgresql://user:secret@host/db?schema=Secret\"")]
    [InlineData("postgresql://user:secret@host/db?schema=a;drop")]
    [InlineData("postgresql://user:sec@ret:secret@host/db/secret")]
    public void What_cannot_be_understood_is_refused_without_repeating_it(string url)
    {
        var refusal = Assert.Throws<StoreException>(() => PostgresUrl.Parse(url));

        Assert.DoesNotContain("secret", $"{refusal}", StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void What_people_see_of_it_holds_no_password()
    {
        var url = PostgresUrl.Parse("postgresql://user:secret@host/db");

        Assert.DoesNotContain("secret", $"{url}", StringComparison.Ordinal);
        Assert.Contains("host:5432/db", url.Place, StringComparison.Ordinal);
    }
}
