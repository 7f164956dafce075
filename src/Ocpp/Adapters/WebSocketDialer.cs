using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Text;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Links;

namespace ChargerFirmware.Ocpp.Adapters;

/// <summary>
/// Connects to a central system by WebSocket (OCPP-J 1.6, section 3), with TLS where the endpoint is <c>wss</c>. A station has one
/// connection at a time: a dial waits until the socket before it is closed or given up.
/// </summary>
public class WebSocketDialer : ILinkDialer, IAsyncDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(30);

    // Many central systems answer every call and never a close frame.
    private static readonly TimeSpan s_farewell = TimeSpan.FromMilliseconds(500);

    private readonly Loop _loop;
    private readonly string _identity;
    private readonly Uri _address;
    private readonly LinkCredentials? _credentials;
    private volatile WebSocketFrameLink? _last;

    /// <param name="endpoint">The central system's address, <c>ws</c> or <c>wss</c>, without the station's identity.</param>
    /// <param name="identity">The station's identity as people write it; it is percent-encoded here.</param>
    /// <param name="credentials">The credentials where <see cref="DialOptions.Password"/> does not say; null for none.</param>
    /// <exception cref="ArgumentException">The endpoint is no WebSocket address, or the identity cannot be part of one.</exception>
    public WebSocketDialer(Loop loop, Uri endpoint, string identity, LinkCredentials? credentials = null)
    {
        _credentials = credentials;
        _loop = loop;
        _identity = identity;
        _address = AddressOf(endpoint, identity);
    }

    /// <summary>The endpoint with the percent-encoded identity as its last segment (OCPP-J 1.6, 3.1.1).</summary>
    public static Uri AddressOf(Uri endpoint, string identity)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(identity);
        if (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("ws" or "wss"))
        {
            // Not quoted back: people write passwords into addresses.
            throw new ArgumentException("expected an address that begins with ws:// or wss://", nameof(endpoint));
        }

        // A colon would end the user's name in HTTP basic authentication; a dot would be taken for a step in the path.
        if (identity is "" or "." or ".." || identity.Contains(':'))
        {
            throw new ArgumentException($"expected an identity without a colon, found '{identity}'", nameof(identity));
        }

        var path = endpoint.GetComponents(UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');
        var origin = endpoint.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
        return new Uri($"{origin}/{path}{(path.Length > 0 ? "/" : "")}{Uri.EscapeDataString(identity)}{endpoint.Query}");
    }

    public Task<IFrameLink> ConnectAsync(DialOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var connected = new TaskCompletionSource<IFrameLink>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = Task.Run(
            async () =>
            {
                try
                {
                    var link = await DialAsync(options, cancellation);
                    _loop.Post(() => connected.SetResult(link));
                }
#pragma warning disable CA1031 // Whatever it is, it reaches the caller on the loop.
                catch (Exception refusal)
#pragma warning restore CA1031
                {
                    _loop.Post(() => connected.SetException(refusal));
                }
            },
            CancellationToken.None);
        return connected.Task;
    }

    /// <summary>
    /// Lets the last socket take part in its end, for half a second: a process that goes down at once would break it off, and one that waits
    /// for a peer which does not answer its close frame would not end in time.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAny(UntilLastEndedAsync(CancellationToken.None), Task.Delay(s_farewell));
        GC.SuppressFinalize(this);
    }

    /// <summary>For those who need more than the standard says, such as a client certificate or roots of their own.</summary>
    /// <param name="options">What the handshake says.</param>
    /// <param name="connection">How the connection below it is made; used for this one only.</param>
    protected virtual void Configure(ClientWebSocketOptions options, SocketsHttpHandler connection)
    {
    }

    private async Task<IFrameLink> DialAsync(DialOptions options, CancellationToken cancellation)
    {
        var socket = new ClientWebSocket();
        ProbedStream? stream = null;
        using var invoker = new HttpMessageInvoker(Prepare(socket.Options, options, probed => stream = probed), disposeHandler: true);
        using var patience = new CancellationTokenSource(ConnectTimeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            await UntilLastEndedAsync(either.Token);
            await socket.ConnectAsync(_address, invoker, either.Token);
            if (socket.SubProtocol is { } subprotocol && options.Subprotocols.Contains(subprotocol))
            {
                var link = new WebSocketFrameLink(_loop, socket, subprotocol) { Stream = stream, PongTimeout = options.PongTimeout };
                link.PingEvery(options.PingInterval);
                return _last = link;
            }

            await DismissAsync(socket);
            throw NoSubprotocol(options, null);
        }
        catch (Exception failure)
        {
            var status = (int)socket.HttpStatusCode;
            var location = socket.HttpResponseHeaders?.FirstOrDefault(header => header.Key.Equals("Location", StringComparison.OrdinalIgnoreCase)).Value;
            socket.Dispose();
            cancellation.ThrowIfCancellationRequested();
            if (failure is LinkRefusedException)
            {
                throw;
            }

            throw Explain(failure, status, location?.FirstOrDefault(), patience.IsCancellationRequested, options);
        }
    }

    /// <summary>Waits for the socket before, unless it has not been closed.</summary>
    private async Task UntilLastEndedAsync(CancellationToken cancellation)
    {
        if (_last is not { } last)
        {
            return;
        }

        try
        {
            await last.Completion.WaitAsync(last.CloseTimeout * 2, cancellation);
        }
        catch (TimeoutException)
        {
            // Its owner has forgotten it; the central system decides between the two.
        }

        _last = null;
    }

    private SocketsHttpHandler Prepare(ClientWebSocketOptions settings, DialOptions options, Action<ProbedStream> opened)
    {
        settings.CollectHttpResponseDetails = true;

        // The link pings by itself: a socket's own interval cannot be changed any more.
        settings.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        foreach (var subprotocol in options.Subprotocols)
        {
            settings.AddSubProtocol(subprotocol);
        }

        if ((options.Password ?? _credentials?.Password) is { } password)
        {
            // By hand, because the password is bytes and not text, and because it must go with the first request.
            byte[] credentials = [.. Encoding.UTF8.GetBytes(_credentials?.User ?? _identity), (byte)':', .. password.Span];
            settings.SetRequestHeader("Authorization", "Basic " + Convert.ToBase64String(credentials));
        }

        var connection = new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.Zero,

            // Whom a station talks to is its operator's choice: a redirect could lead it to its own ports, and from there round and round.
            AllowAutoRedirect = false,
            UseCookies = false,

            // By default .NET asks HTTP_PROXY and the like, which mean browsers and package managers, and on loopback, too.
            UseProxy = false,
            PlaintextStreamFilter = (context, _) =>
            {
                var stream = new ProbedStream(context.PlaintextStream);
                opened(stream);
                return ValueTask.FromResult<Stream>(stream);
            },
        };
        Configure(settings, connection);
        return connection;
    }

    private static async Task DismissAsync(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await socket.CloseAsync(WebSocketCloseStatus.ProtocolError, "no common subprotocol", patience.Token);
        }
        catch (Exception broken) when (broken is WebSocketException or OperationCanceledException)
        {
            // The server was quicker, or does not answer: it is gone either way.
        }
    }

    private LinkRefusedException Explain(Exception failure, int status, string? location, bool timedOut, DialOptions options)
    {
        if (timedOut)
        {
            return new LinkRefusedException(LinkRefusal.TimedOut, $"no connection within {ConnectTimeout.TotalSeconds} s", inner: failure);
        }

        if (status is not (0 or (int)HttpStatusCode.SwitchingProtocols))
        {
            return new LinkRefusedException(
                LinkRefusal.HttpStatus, $"the central system answered with HTTP status {status}{Redirect(status, location)}", status, failure);
        }

        if (failure is WebSocketException { WebSocketErrorCode: WebSocketError.UnsupportedProtocol })
        {
            return NoSubprotocol(options, failure);
        }

        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is AuthenticationException)
            {
                return new LinkRefusedException(LinkRefusal.Tls, $"TLS failed: {cause.GetBaseException().Message}", inner: failure);
            }

            if (cause is SocketException)
            {
                return new LinkRefusedException(
                    LinkRefusal.Unreachable, $"the central system cannot be reached: {cause.Message}", inner: failure);
            }
        }

        return new LinkRefusedException(LinkRefusal.Unreachable, $"no WebSocket was opened: {failure.GetBaseException().Message}", inner: failure);
    }

    /// <summary>Where a redirect leads, as far as it may be shown: user, path and query may be a ticket.</summary>
    private string Redirect(int status, string? location)
    {
        if (status is < 300 or > 399)
        {
            return "";
        }

        const string NotFollowed = "which is not followed";
        if (location is null || !Uri.TryCreate(_address, location, out var next))
        {
            return $", a redirect without an address, {NotFollowed}";
        }

        var place = next.Host.Length == 0 ? $"{next.Scheme}:" : next.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
        return $", a redirect to {place}{(next.PathAndQuery.Length > 1 ? "/***" : "")}, {NotFollowed}";
    }

    private static LinkRefusedException NoSubprotocol(DialOptions options, Exception? failure) => new(
        LinkRefusal.NoSubprotocol, $"the central system agreed to none of: {string.Join(", ", options.Subprotocols)}", inner: failure);
}
