using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Transfers;
using ChargerFirmware.Transfers.Adapters;

namespace ChargerFirmware.Tests.Unit.Transfers.Adapters;

/// <summary>A server that sends us elsewhere gets the same request with the same body there, or nothing has arrived.</summary>
public sealed class RedirectTests : IDisposable
{
    private static readonly byte[] s_content = [.. Enumerable.Range(0, 200_000).Select(index => (byte)(index * 7))];
    private static readonly TransferOptions s_local = new() { AllowLocal = true };

    private readonly string _folder = Directory.CreateTempSubdirectory("redirect").FullName;
    private readonly List<string> _requests = [];
    private byte[] _body = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<int, string> Redirects => new MatrixTheoryData<int, string>([301, 302, 303, 307, 308], ["up/", "up/d.zip"]);

    [Theory]
    [MemberData(nameof(Redirects))]
    public async Task An_upload_is_repeated_with_its_method_and_its_body(int status, string path)
    {
        await using var server = Server(context => context.Request.RawUrl == $"/{path}" ? (status, "/after") : (200, null));

        await UploadAsync(server.Address + path);

        var method = path.EndsWith('/') ? "POST" : "PUT";
        Assert.Equal([$"{method} /{path}", $"{method} /after"], _requests);
        Assert.True(_body.AsSpan().IndexOf(s_content) >= 0);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(303)]
    [InlineData(307)]
    public async Task A_download_follows(int status)
    {
        await using var server = Server(context => context.Request.RawUrl == "/a.img" ? (status, "other/b.img") : (200, null), s_content);

        var target = await DownloadAsync(server.Address + "a.img");

        Assert.Equal(["GET /a.img", "GET /other/b.img"], _requests);
        Assert.Equal(s_content, await File.ReadAllBytesAsync(target.File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Five_redirects_are_followed_and_no_sixth()
    {
        var redirects = 5;
        await using var server = Server(_ => _requests.Count <= redirects ? (307, $"/{_requests.Count}") : (200, null));

        await UploadAsync(server.Address + "up/");
        Assert.Equal(6, _requests.Count);
        _requests.Clear();
        redirects = int.MaxValue;
        var refusal = await Assert.ThrowsAsync<TransferException>(() => UploadAsync(server.Address + "up/"));

        Assert.Equal("the server redirects more than 5 times", refusal.Message);
        Assert.Equal(6, _requests.Count);
    }

    [Theory]
    [InlineData(null, "the server redirects without saying where to: expected a Location with an address")]
    [InlineData("ftp://127.0.0.1/in/", "the server redirects to ftp, which is refused: expected http or https")]
    [InlineData("file:///etc/passwd", "the server redirects to file, which is refused: expected http or https")]
    [InlineData("file://host/etc/passwd", "the server redirects to file, which is refused: expected http or https")]
    public async Task A_redirect_that_cannot_be_followed_is_a_failure(string? location, string reason)
    {
        await using var server = Server(_ => (302, location));

        var refusal = await Assert.ThrowsAsync<TransferException>(() => UploadAsync(server.Address + "up/"));

        Assert.Equal(reason, refusal.Message);
    }

    [Fact]
    public async Task The_password_goes_along_on_the_same_server_and_to_no_other()
    {
        var authorizations = new List<string?>();
        await using var other = Server(context =>
        {
            authorizations.Add($"other {context.Request.Headers["Authorization"]}");
            return (200, null);
        });
        await using var server = Server(context =>
        {
            authorizations.Add($"first {context.Request.Headers["Authorization"]}");
            return context.Request.RawUrl == "/up/" ? (307, "/again/") : (307, other.Address);
        });

        await UploadAsync($"http://user:secret@{server.Address[7..]}up/");

        var basic = "Basic " + Convert.ToBase64String("user:secret"u8);
        Assert.Equal([$"first {basic}", $"first {basic}", "other "], authorizations);
    }

    [Fact]
    public async Task A_redirect_to_TLS_where_none_is_spoken_names_the_place_that_was_tried()
    {
        await using var plain = Server(_ => (200, null));
        var place = plain.Address[7..].TrimEnd('/');
        await using var server = Server(_ => (302, $"https://user:secret@{place}/in/"));

        var refusal = await Assert.ThrowsAsync<TransferException>(() => UploadAsync(server.Address + "up/"));

        Assert.StartsWith($"no TLS with {place}: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TLS_is_not_left_on_the_way()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var plain = Server(_ => (200, null));
        await using var server = new TlsAnswer(made, $"HTTP/1.1 307 Elsewhere\r\nLocation: {plain.Address}\r\nContent-Length: 0\r\n\r\n");

        var refusal = await Assert.ThrowsAsync<TransferException>(() => UploadAsync(
            $"https://127.0.0.1:{server.Port}/up/", s_local with { CertificateValidation = (_, found, _, _) => made.Equals(found) }));

        Assert.Equal("the server redirects from https to http, which is refused", refusal.Message);
        Assert.Empty(_requests);
    }

    private HttpServer Server(Func<HttpListenerContext, (int Status, string? Location)> answer, byte[]? content = null) => new(context =>
    {
        using var received = new MemoryStream();
        context.Request.InputStream.CopyTo(received);
        _body = received.ToArray();
        _requests.Add($"{context.Request.HttpMethod} {context.Request.RawUrl}");
        var (status, location) = answer(context);
        context.Response.StatusCode = status;
        if (location is not null)
        {
            context.Response.Headers["Location"] = location;
        }

        context.Response.OutputStream.Write(status == 200 && content is not null ? content : "a page"u8);
        context.Response.Close();
    });

    private static async Task UploadAsync(string location, TransferOptions? options = null)
    {
        using var transfer = new FileTransfer(options ?? s_local);
        await transfer.UploadAsync(new Uri(location), new UploadedFile("d.zip", () => s_content), default);
    }

    private async Task<DiskTarget> DownloadAsync(string location)
    {
        using var transfer = new FileTransfer(s_local);
        var target = new DiskTarget(_folder);
        await transfer.DownloadAsync(new Uri(location), target, long.MaxValue, default);
        return target;
    }
}
