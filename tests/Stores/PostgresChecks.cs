using ChargerFirmware.Central.Records;
using ChargerFirmware.Central.Store;
using ChargerFirmware.Central.Stores;
using ChargerFirmware.Central.Stores.Adapters;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ChargerFirmware.Tests.Stores;

/// <summary>What is particular of a store on a server.</summary>
public sealed class PostgresChecks : Bench
{
    [Fact]
    public Task A_second_central_system_on_one_schema_is_refused_and_on_another_is_not() => Run(async () =>
    {
        await using var first = await OpenAsync();
        var refusal = await Assert.ThrowsAsync<StoreException>(() => OpenAsync());
        Assert.Contains("is in use by another central system", refusal.Message, StringComparison.Ordinal);
        using var elsewhere = new Server();
        await using var other = await OpenAsync(elsewhere.Spec);
        await first.WriteAsync(State("a"));
        Assert.Empty(await other.StatesAsync("CP1", 1));
    });

    [Fact]
    public Task A_store_of_the_first_version_is_brought_up_with_all_that_is_in_it() => Run(async () =>
    {
        var session = new SessionRecord(1, "1", "CP1", 1, "A", DateTimeOffset.UnixEpoch, 5);
        using (var old = new PostgresDatabase(PostgresUrl.Parse(Server.Spec), NullLogger.Instance))
        {
            old.Open();
            Schema.BringUp(old, NullLogger.Instance, latest: 1);
            old.Transact(() =>
            {
                new ChangeWriter(old, new FrameRing(old, new StoreLimits(), Loop.Time), new StoreLimits()).Write(new StoreChange.Session(session));
                return true;
            });
        }

        await using var store = await OpenAsync();
        Assert.Equal(session, Assert.Single((await store.LoadAsync()).Running));
        Assert.Equal(1L, Server.Execute($"SELECT COUNT(*) FROM pg_indexes WHERE schemaname = '{Server.Schema}' AND indexname = 'session_running'"));
    });

    [Fact]
    public Task A_store_of_a_later_version_is_refused_and_left_as_it_is() => Run(async () =>
    {
        await (await OpenAsync()).DisposeAsync();
        Server.Execute("UPDATE central_schema SET version = 99");
        var refusal = await Assert.ThrowsAsync<StoreException>(() => OpenAsync());
        Assert.Contains($"is of schema version 99, this program knows {Schema.Latest}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(99L, Server.Execute("SELECT version FROM central_schema"));
    });

    [Fact]
    public Task A_schema_of_another_program_is_refused_and_left_as_it_is() => Run(async () =>
    {
        Server.Execute($"CREATE SCHEMA {Server.Schema}; CREATE TABLE {Server.Schema}.session (a TEXT)");
        var refusal = await Assert.ThrowsAsync<StoreException>(() => OpenAsync());
        Assert.Contains("holds tables of another program", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1L, Server.Execute($"SELECT COUNT(*) FROM pg_tables WHERE schemaname = '{Server.Schema}'"));
    });

    [Fact]
    public Task Whoever_may_not_make_a_schema_hears_what_to_do() => Run(async () =>
    {
        var user = Server.Schema;
        Server.Execute($"CREATE ROLE {user} LOGIN PASSWORD 'secret-word'");
        try
        {
            var spec = new UriBuilder(Server.Spec) { UserName = user, Password = "secret-word" }.Uri.OriginalString;
            var refusal = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(spec));
            Assert.Contains($"CREATE SCHEMA {Server.Schema} AUTHORIZATION", refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("secret-word", $"{refusal}", StringComparison.Ordinal);
            Server.Execute($"CREATE SCHEMA {Server.Schema} AUTHORIZATION {user}");
            await using var store = await OpenAsync(spec);
            await store.WriteAsync(State("a"));
        }
        finally
        {
            Server.Execute($"DROP OWNED BY {user} CASCADE; DROP ROLE {user}");
        }
    });

    [Fact]
    public Task A_database_or_a_server_that_is_not_there_is_named_without_a_password() => Run(async () =>
    {
        foreach (var (port, database, expected) in ((int, string, string)[])[(1, "none", "cannot be reached"), (new Uri(Server.Url!).Port, "none", "make the database")])
        {
            var spec = new UriBuilder(Server.Spec) { Port = port, Path = database, Password = "secret-word" }.Uri.OriginalString;
            var refusal = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(spec));
            Assert.Contains($":{port}/{database}", refusal.Message, StringComparison.Ordinal);
            Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("secret-word", $"{refusal}", StringComparison.Ordinal);
        }
    });

    [Fact]
    public void Commits_wait_for_the_disk_whatever_the_user_has_set()
    {
        var spec = Server.With(Server.Spec, "Options=" + Uri.EscapeDataString("-c synchronous_commit=off"));
        using var connection = new PostgresConnector(PostgresUrl.Parse(spec), TimeSpan.Zero).Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SHOW synchronous_commit";
        Assert.Equal("on", command.ExecuteScalar());
    }
}
