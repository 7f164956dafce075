using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using ChargerFirmware.Station.Maintenance;

namespace ChargerFirmware.Transfers.Adapters;

/// <summary>
/// HTTP and HTTPS. A download goes on by Range, and by If-Range only from the version that was begun (RFC 9110, 13.1.5 and 14.2): a server
/// that names no version is asked for the whole file again. A redirect is followed by the same request with the same body, whatever its
/// number: a GET in place of an upload would be answered, and nothing would have arrived.
/// </summary>
internal sealed class HttpTransfer : IFileWay, IDisposable
{
    private const int RedirectsMax = 5;

    private readonly TransferOptions _options;
    private readonly HttpClient _client;

    public HttpTransfer(TransferOptions options, TargetGate gate)
    {
        _options = options;
        _client = new HttpClient(new SocketsHttpHandler
        {
            ConnectTimeout = options.Patience,
            ConnectCallback = async (context, cancellation) => new NetworkStream(
                await gate.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellation).ConfigureAwait(false), ownsSocket: true),
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = options.CertificateValidation },
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public async Task DownloadAsync(Uri location, IDownloadTarget target, long maxBytes, CancellationToken cancellation)
    {
        using var patience = new Patience(_options.Patience, cancellation);
        var present = target.Validator is null ? 0 : target.LengthBytes;
        using var response = await SendAsync(location, patience, Write).ConfigureAwait(false);
        var range = response.Content.Headers.ContentRange;
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && present > 0)
        {
            TakeRefusedRange(target, present, range);
            return;
        }

        Require(response);
        var goesOn = response.StatusCode == HttpStatusCode.PartialContent;
        if (goesOn && range?.From != present)
        {
            throw new TransferException("the server sent another part of the file than was asked for");
        }

        present = goesOn ? present : 0;
        var full = response.Content.Headers.ContentLength + present;
        Reception.Check(target, full, present, maxBytes);
        using var into = goesOn ? target.Continue() : target.Begin(ValidatorOf(response));
        using var from = await response.Content.ReadAsStreamAsync(patience.Next()).ConfigureAwait(false);
        await Reception.CopyAsync(from, into, present, maxBytes, patience).ConfigureAwait(false);

        void Write(HttpRequestMessage request)
        {
            request.Method = HttpMethod.Get;
            if (present > 0)
            {
                request.Headers.Range = new RangeHeaderValue(present, null);
                request.Headers.TryAddWithoutValidation("If-Range", target.Validator);
            }
        }
    }

    public async Task UploadAsync(Uri location, UploadedFile file, CancellationToken cancellation)
    {
        using var patience = new Patience(_options.Patience, cancellation);
        var names = UploadPlace.NamesFile(location);
        using var response = await SendAsync(location, patience, Write).ConfigureAwait(false);
        Require(response);

        void Write(HttpRequestMessage request)
        {
            var content = new PatientContent(file.Content(), patience);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
            request.Method = names ? HttpMethod.Put : HttpMethod.Post;
            request.Content = names ? content : Form(content, file.Name);
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>RFC 7578 shows its parameters quoted, and many servers read no others; .NET writes them bare. A name holds no quotes.</summary>
    private static MultipartFormDataContent Form(HttpContent content, string name)
    {
        content.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"file\"", FileName = $"\"{name}\"" };
        return new MultipartFormDataContent { content };
    }

    private async Task<HttpResponseMessage> SendAsync(Uri location, Patience patience, Action<HttpRequestMessage> write)
    {
        var place = HttpPlace.Of(location);
        for (var redirects = 0; redirects <= RedirectsMax; redirects++)
        {
            using var request = new HttpRequestMessage { RequestUri = place.Location };
            request.Headers.Authorization = place.Authorization;
            write(request);
            var response = await SendAsync(request, place, patience).ConfigureAwait(false);
            if (!IsRedirect(response.StatusCode))
            {
                return response;
            }

            using (response)
            {
                place = place.Follow(response.Headers.Location);
            }
        }

        throw new TransferException($"the server redirects more than {RedirectsMax} times", isFinal: true);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpPlace place, Patience patience)
    {
        try
        {
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Next()).ConfigureAwait(false);
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            // What the handshake says of itself names neither TLS nor the place, and a redirect may have led to another than was asked for.
            throw new TransferException($"no TLS with {place}: {failure.GetBaseException().Message}", inner: failure);
        }
    }

    private static bool IsRedirect(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    private static void Require(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw new TransferException($"the server answered {(int)response.StatusCode} {response.ReasonPhrase}");
        }
    }

    /// <summary>There is nothing behind what is there: it is whole, or the file has become shorter.</summary>
    private static void TakeRefusedRange(IDownloadTarget target, long present, ContentRangeHeaderValue? range)
    {
        if (range?.Length != present)
        {
            target.Clear();
            throw new TransferException("the file has changed on the server; it is fetched anew");
        }
    }

    /// <summary>A weak entity tag does not say that bytes are the same, so it cannot join two halves.</summary>
    private static string? ValidatorOf(HttpResponseMessage response) =>
        response.Headers.ETag is { IsWeak: false } tag ? tag.Tag : response.Content.Headers.LastModified?.ToString("R");
}
