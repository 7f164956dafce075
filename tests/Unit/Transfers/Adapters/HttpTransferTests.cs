using System.Net;
using System.Text;
using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Transfers;
using ChargerFirmware.Transfers.Adapters;

namespace ChargerFirmware.Tests.Unit.Transfers.Adapters;

/// <summary>HTTP over real sockets.</summary>
public sealed class HttpTransferTests : IDisposable
{
    private const long NoLimit = long.MaxValue;
    private static readonly TransferOptions s_local = new() { AllowLocal = true };
    private static readonly byte[] s_content = [.. Enumerable.Range(0, 200_000).Select(index => (byte)(index * 7))];
    private readonly string _folder = Directory.CreateTempSubdirectory("transfer").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_comes_whole_and_the_password_goes_as_a_header()
    {
        string? authorization = null;
        string? path = null;
        await using var server = new HttpServer(context =>
        {
            authorization = context.Request.Headers["Authorization"];
            path = context.Request.RawUrl;
            Send(context, s_content);
        });

        var target = await DownloadAsync($"http://user:p%40ss@{server.Address[7..]}a%20b.img?v=2");

        Assert.Equal(s_content, await File.ReadAllBytesAsync(target.File, TestContext.Current.CancellationToken));
        Assert.Equal("Basic " + Convert.ToBase64String("user:p@ss"u8), authorization);
        Assert.Equal("/a%20b.img?v=2", path);
    }

    [Fact]
    public async Task A_cut_file_goes_on_where_it_was()
    {
        var ranges = new List<string?>();
        await using var server = new HttpServer(context =>
        {
            ranges.Add($"{context.Request.Headers["Range"]} {context.Request.Headers["If-Range"]}");
            context.Response.Headers["ETag"] = "\"one\"";
            if (ranges.Count == 1)
            {
                context.Response.ContentLength64 = s_content.Length;
                context.Response.OutputStream.Write(s_content.AsSpan(0, 70_000));
                context.Response.OutputStream.Flush();
                context.Response.Abort();
                return;
            }

            SendFrom(context, s_content);
        });

        await Assert.ThrowsAsync<TransferException>(() => DownloadAsync(server.Address + "a.img"));
        var begun = new DiskTarget(_folder).LengthBytes;
        var target = await DownloadAsync(server.Address + "a.img");

        Assert.InRange(begun, 1, 70_000);
        Assert.Equal([" ", $"bytes={begun}- \"one\""], ranges);
        Assert.Equal(s_content, await File.ReadAllBytesAsync(target.File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_server_that_sends_the_whole_file_again_does_not_make_it_longer()
    {
        await Begin("\"one\"", 70_000);
        await using var server = new HttpServer(context => Send(context, s_content));

        var target = await DownloadAsync(server.Address + "a.img");

        Assert.Equal(s_content, await File.ReadAllBytesAsync(target.File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_partial_file_of_unknown_version_is_not_continued()
    {
        await Begin(null, 70_000);
        string? range = "not asked";
        await using var server = new HttpServer(context =>
        {
            range = context.Request.Headers["Range"];
            SendFrom(context, s_content);
        });

        var target = await DownloadAsync(server.Address + "a.img");

        Assert.Null(range);
        Assert.Equal(s_content, await File.ReadAllBytesAsync(target.File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_was_whole_already_is_not_fetched_again()
    {
        await Begin("\"one\"", s_content.Length);
        await using var server = new HttpServer(context => SendFrom(context, s_content));

        var target = await DownloadAsync(server.Address + "a.img");

        Assert.Equal(s_content, await File.ReadAllBytesAsync(target.File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_too_long_is_refused_also_when_its_length_is_not_given()
    {
        await using var server = new HttpServer(context =>
        {
            context.Response.SendChunked = true;
            Send(context, s_content);
        });

        var refusal = await Assert.ThrowsAsync<TransferException>(() => DownloadAsync(server.Address + "a.img", maxBytes: 100_000));

        Assert.True(refusal.IsFinal);
        Assert.InRange(new DiskTarget(_folder).LengthBytes, 0, 100_000);
    }

    [Theory]
    [InlineData("in/mine.zip", "PUT", "/in/mine.zip")]
    [InlineData("in/", "POST", "/in/")]
    [InlineData("upload", "POST", "/upload")]
    public async Task An_upload_is_put_onto_a_file_and_posted_to_anything_else(string path, string method, string url)
    {
        string? found = null;
        string? type = null;
        byte[] body = [];
        await using var server = new HttpServer(context =>
        {
            found = $"{context.Request.HttpMethod} {context.Request.RawUrl}";
            type = context.Request.ContentType;
            using var received = new MemoryStream();
            context.Request.InputStream.CopyTo(received);
            body = received.ToArray();
            Send(context, []);
        });
        using var transfer = new FileTransfer(s_local);

        await transfer.UploadAsync(new Uri(server.Address + path), new UploadedFile("d.zip", () => s_content), default);

        Assert.Equal($"{method} {url}", found);
        Assert.StartsWith(method == "PUT" ? "application/zip" : "multipart/form-data", type, StringComparison.Ordinal);
        Assert.True(body.AsSpan().IndexOf(s_content) >= 0);
        Assert.Equal(method == "POST", Encoding.Latin1.GetString(body).Contains("form-data; name=\"file\"; filename=\"d.zip\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_server_refuses_is_reported()
    {
        await using var server = new HttpServer(context =>
        {
            context.Response.StatusCode = (int)HttpStatusCode.Forbidden;
            context.Response.Close();
        });
        using var transfer = new FileTransfer(s_local);

        var refusal = await Assert.ThrowsAsync<TransferException>(() => transfer.UploadAsync(
            new Uri($"http://user:secret@{server.Address[7..]}in/"), new UploadedFile("d.zip", () => s_content), default));

        Assert.Equal("the server answered 403 Forbidden", refusal.Message);
    }

    [Fact]
    public async Task What_a_server_repeats_of_an_address_is_not_reported()
    {
        await using var server = new HttpServer(context =>
        {
            context.Response.StatusCode = (int)HttpStatusCode.Forbidden;
            context.Response.StatusDescription =
                $"no s3cr3t, no {context.Request.RawUrl}, no tick3t, no http://user:s3cr3t@host/tick3t, no {context.Request.Headers["Authorization"]}";
            context.Response.Close();
        });
        using var transfer = new FileTransfer(s_local);

        var refusal = await Assert.ThrowsAsync<TransferException>(() => transfer.UploadAsync(
            new Uri($"http://user:s3cr3t@{server.Address[7..]}tick3t/?sig=sign3d"), new UploadedFile("d.zip", () => s_content), default));

        Assert.Equal("the server answered 403 no ***, no ***, no ***, no http://***@host/***, no Basic ***", refusal.Message);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_given_up()
    {
        using var done = new ManualResetEventSlim();
        await using var server = new HttpServer(_ => done.Wait(TestContext.Current.CancellationToken));

        var refusal = await Assert.ThrowsAsync<TransferException>(() => DownloadAsync(
            server.Address + "a.img", options: new TransferOptions { Patience = TimeSpan.FromMilliseconds(200) }));

        done.Set();
        Assert.Equal("the server has fallen silent", refusal.Message);
    }

    [Fact]
    public async Task An_unknown_protocol_is_refused_for_good()
    {
        var refusal = await Assert.ThrowsAsync<TransferException>(() => DownloadAsync("gopher://127.0.0.1/a.img"));

        Assert.True(refusal.IsFinal);
    }

    private static void Send(HttpListenerContext context, byte[] content)
    {
        context.Response.OutputStream.Write(content);
        context.Response.Close();
    }

    private static void SendFrom(HttpListenerContext context, byte[] content)
    {
        var from = context.Request.Headers["Range"] is { } range ? int.Parse(range["bytes=".Length..^1], System.Globalization.CultureInfo.InvariantCulture) : 0;
        if (from >= content.Length)
        {
            context.Response.StatusCode = (int)HttpStatusCode.RequestedRangeNotSatisfiable;
            context.Response.Headers["Content-Range"] = $"bytes */{content.Length}";
            Send(context, []);
            return;
        }

        context.Response.StatusCode = (int)(from > 0 ? HttpStatusCode.PartialContent : HttpStatusCode.OK);
        context.Response.Headers["Content-Range"] = $"bytes {from}-{content.Length - 1}/{content.Length}";
        Send(context, content[from..]);
    }

    private async Task Begin(string? validator, int lengthBytes)
    {
        await using var stream = new DiskTarget(_folder).Begin(validator);
        await stream.WriteAsync(s_content.AsMemory(0, lengthBytes), TestContext.Current.CancellationToken);
    }

    private async Task<DiskTarget> DownloadAsync(string location, long maxBytes = NoLimit, TransferOptions? options = null)
    {
        using var transfer = new FileTransfer((options ?? s_local) with { AllowLocal = true });
        var target = new DiskTarget(_folder);
        await transfer.DownloadAsync(new Uri(location), target, maxBytes, default);
        return target;
    }
}
