using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Transfers;
using ChargerFirmware.Transfers.Adapters;

namespace ChargerFirmware.Tests.Unit.Transfers.Adapters;

/// <summary>FTP over real sockets.</summary>
public sealed class FtpTransferTests : IDisposable
{
    private const long NoLimit = long.MaxValue;
    private static readonly TransferOptions s_local = new() { AllowLocal = true };
    private static readonly byte[] s_content = [.. Enumerable.Range(0, 200_000).Select(index => (byte)(index * 7))];
    private readonly string _folder = Directory.CreateTempSubdirectory("transfer").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_comes_whole_by_either_passive_mode(bool old)
    {
        await using var server = new FtpServer { RefusesExtendedPassive = old };
        server.Files["in/a b.img"] = s_content;
        var target = await DownloadAsync($"ftp://user:p%40ss@127.0.0.1:{server.Port}/in/a%20b.img");

        Assert.Equal(s_content, await File.ReadAllBytesAsync(target.File, TestContext.Current.CancellationToken));
        Assert.Contains("PASS p@ss", server.Commands);
    }

    [Fact]
    public async Task A_cut_file_goes_on_where_it_was()
    {
        await using var server = new FtpServer { CutAfterBytes = 70_000 };
        server.Files["a.img"] = s_content;
        var location = $"ftp://127.0.0.1:{server.Port}/a.img";

        var refusal = await Assert.ThrowsAsync<TransferException>(() => DownloadAsync(location));
        var target = await DownloadAsync(location);

        Assert.Equal("70000 of 200000 bytes have come", refusal.Message);
        Assert.Equal(["REST 70000"], server.Commands.Where(command => command.StartsWith("REST", StringComparison.Ordinal)));
        Assert.Equal(s_content, await File.ReadAllBytesAsync(target.File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_has_changed_meanwhile_comes_anew()
    {
        await using var server = new FtpServer { CutAfterBytes = 70_000 };
        server.Files["a.img"] = s_content;
        var location = $"ftp://127.0.0.1:{server.Port}/a.img";
        await Assert.ThrowsAsync<TransferException>(() => DownloadAsync(location));

        server.Files["a.img"] = [.. s_content.Reverse()];
        server.Modified = "20260102000000";
        var target = await DownloadAsync(location);

        Assert.DoesNotContain(server.Commands, command => command.StartsWith("REST", StringComparison.Ordinal));
        Assert.Equal(server.Files["a.img"], await File.ReadAllBytesAsync(target.File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_too_long_is_refused_before_its_first_byte_and_for_good()
    {
        await using var server = new FtpServer();
        server.Files["a.img"] = s_content;

        var refusal = await Assert.ThrowsAsync<TransferException>(() => DownloadAsync($"ftp://127.0.0.1:{server.Port}/a.img", maxBytes: 199_999));

        Assert.True(refusal.IsFinal);
        Assert.DoesNotContain(server.Commands, command => command.StartsWith("RETR", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("in/", "in/d.zip")]
    [InlineData("in", "in/d.zip")]
    [InlineData("", "d.zip")]
    [InlineData("in/mine.zip", "in/mine.zip")]
    public async Task An_upload_goes_into_the_directory_or_onto_the_file(string path, string expected)
    {
        await using var server = new FtpServer();
        using var transfer = new FileTransfer(s_local);

        await transfer.UploadAsync(new Uri($"ftp://127.0.0.1:{server.Port}/{path}"), new UploadedFile("d.zip", () => s_content), default);

        Assert.Equal(s_content, server.Files[expected]);
    }

    [Fact]
    public async Task An_upload_that_is_refused_ends_with_the_refusal()
    {
        await using var server = new FtpServer { RefusesUploads = true };
        using var transfer = new FileTransfer(s_local);

        var refusal = await Assert.ThrowsAsync<TransferException>(() => transfer.UploadAsync(
            new Uri($"ftp://127.0.0.1:{server.Port}/in/"), new UploadedFile("d.zip", () => s_content), default));

        Assert.Equal("the server refused STOR (550)", refusal.Message);
    }

    [Fact]
    public async Task A_wrong_password_is_reported_without_it()
    {
        await using var server = new FtpServer();

        var refusal = await Assert.ThrowsAsync<TransferException>(() => DownloadAsync($"ftp://user:wrong@127.0.0.1:{server.Port}/a.img"));

        Assert.Equal("the server refused the user or the password (530)", refusal.Message);
    }

    [Fact]
    public async Task A_name_cannot_bring_a_command_of_its_own()
    {
        await using var server = new FtpServer();

        var refusal = await Assert.ThrowsAsync<TransferException>(() => DownloadAsync($"ftp://127.0.0.1:{server.Port}/a%0D%0ADELE%20b"));

        Assert.True(refusal.IsFinal);
        Assert.DoesNotContain(server.Commands, command => command.StartsWith("DELE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_given_up()
    {
        await using var server = new FtpServer { FallsSilent = true };

        var refusal = await Assert.ThrowsAsync<TransferException>(() => DownloadAsync(
            $"ftp://127.0.0.1:{server.Port}/a.img", options: new TransferOptions { Patience = TimeSpan.FromMilliseconds(200) }));

        Assert.Equal("the server has fallen silent", refusal.Message);
    }

    [Fact]
    public async Task Control_and_data_are_encrypted_over_ftps()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var server = new FtpServer(made);
        server.Files["a.img"] = s_content;
        var location = $"ftps://user:pass@127.0.0.1:{server.Port}/a.img";

        await Assert.ThrowsAsync<TransferException>(() => DownloadAsync(location));
        var target = await DownloadAsync(location, options: new TransferOptions { CertificateValidation = (_, found, _, _) => made.Equals(found) });

        Assert.Equal(s_content, await File.ReadAllBytesAsync(target.File, TestContext.Current.CancellationToken));
        Assert.Contains("PROT P", server.Commands);
    }

    private async Task<DiskTarget> DownloadAsync(string location, long maxBytes = NoLimit, TransferOptions? options = null)
    {
        using var transfer = new FileTransfer((options ?? s_local) with { AllowLocal = true });
        var target = new DiskTarget(_folder);
        await transfer.DownloadAsync(new Uri(location), target, maxBytes, default);
        return target;
    }
}
