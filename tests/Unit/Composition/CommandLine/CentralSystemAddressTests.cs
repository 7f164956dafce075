using System.Text;
using ChargerFirmware.Composition.CommandLine;

namespace ChargerFirmware.Tests.Unit.Composition.CommandLine;

public sealed class CentralSystemAddressTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("password").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("wss://host/ocpp", "wss://host/ocpp", null, null)]
    [InlineData("wss://user:p%40ss%3A@host:9/ocpp?a=b", "wss://host:9/ocpp?a=b", "user", "p@ss:")]
    [InlineData("wss://user@host/ocpp", "wss://host/ocpp", "user", "")]
    [InlineData("wss://:pass@host/ocpp", "wss://host/ocpp", null, "pass")]
    [InlineData("wss://user:p%C3%A4ss:word@[::1]:9/", "wss://[::1]:9/", "user", "päss:word")]
    public void User_and_password_leave_the_address(string csms, string url, string? user, string? password)
    {
        var address = CentralSystemAddress.Read(new Uri(csms), null, null)!;

        Assert.Equal(url, address.Url.OriginalString);
        Assert.Equal(user, address.Credentials?.User);
        Assert.Equal(password, address.Credentials is { } credentials ? Encoding.UTF8.GetString(credentials.Password.Span) : null);
    }

    [Theory]
    [InlineData("ws://host:9000/ocpp/depot", "ws://host:9000/***")]
    [InlineData("wss://user:s3cr3t@host/a%20b/", "wss://host/***")]
    [InlineData("wss://host/ocpp?version=1&token=s3cr3t", "wss://host/***")]
    public void Path_and_query_may_be_tickets_and_are_not_shown(string csms, string shown) =>
        Assert.Equal(shown, CentralSystemAddress.Read(new Uri(csms), null, null)!.ToString());

    [Theory]
    [InlineData(true, "wss://user:second@host/", "third", "first")]
    [InlineData(false, "wss://user:second@host/", "third", "second")]
    [InlineData(false, "wss://user@host/", "third", "third")]
    [InlineData(false, "wss://host/", "third", "third")]
    [InlineData(false, "wss://host/", "", null)]
    public void A_file_goes_before_the_address_and_that_before_the_variable(bool hasFile, string csms, string variable, string? password)
    {
        var file = hasFile ? Write("first\n") : null;

        var credentials = CentralSystemAddress.Read(new Uri(csms), file, variable)!.Credentials;

        Assert.Equal(password, credentials is null ? null : Encoding.UTF8.GetString(credentials.Password.Span));
    }

    [Theory]
    [InlineData("pass word", "pass word")]
    [InlineData("pass\n", "pass")]
    [InlineData("pass\r\n", "pass")]
    [InlineData("", null)]
    [InlineData("\n", null)]
    [InlineData("one\ntwo\n", null)]
    public void A_file_holds_one_line(string content, string? password)
    {
        var file = Write(content);
        if (password is null)
        {
            Assert.Contains("expected one line", Refusal(file), StringComparison.Ordinal);
        }
        else
        {
            var credentials = CentralSystemAddress.Read(new Uri("wss://host/"), file, null)!.Credentials!;
            Assert.Equal(password, Encoding.UTF8.GetString(credentials.Password.Span));
        }
    }

    [Fact]
    public void A_file_without_an_end_or_that_is_not_there_is_refused()
    {
        Assert.Contains("expected one line of 1 to 1024 bytes in /dev/zero", Refusal("/dev/zero"), StringComparison.Ordinal);
        Assert.Contains("--password-file: cannot read ", Refusal(Path.Combine(_folder, "none")), StringComparison.Ordinal);
        Assert.Contains("--password-file: cannot read ", Refusal(_folder), StringComparison.Ordinal);
    }

    [Fact]
    public void The_operator_hears_who_else_can_read_the_password()
    {
        var file = Write("s3cr3t");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Empty(CentralSystemAddress.Read(new Uri("wss://host/"), file, null)!.Warnings);

        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        var warnings = CentralSystemAddress.Read(new Uri("ws://user:s3cr3t@host/"), file, null)!.Warnings;

        Assert.Equal(3, warnings.Count);
        Assert.DoesNotContain("s3cr3t", string.Concat(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_sent_is_refused_without_being_repeated()
    {
        var refusal = Assert.Throws<FormatException>(() => CentralSystemAddress.Read(new Uri("wss://us%3Aer:s3cr3t@host/"), null, null));

        Assert.StartsWith("--csms: expected a user without a colon", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => CentralSystemAddress.Read(null, "file", null));
        Assert.Null(CentralSystemAddress.Read(null, null, "variable"));
    }

    private static string Refusal(string file) =>
        Assert.Throws<FormatException>(() => CentralSystemAddress.Read(new Uri("wss://host/"), file, null)).Message;

    private string Write(string content)
    {
        var file = Path.Combine(_folder, "password");
        File.WriteAllText(file, content);
        return file;
    }
}
