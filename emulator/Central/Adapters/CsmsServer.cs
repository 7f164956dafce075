using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Listening;
using ChargerFirmware.Listening.Adapters;
using ChargerFirmware.Ocpp.Adapters;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ChargerFirmware.Central.Adapters;

/// <summary>
/// The port of a <see cref="Csms"/>: takes WebSockets and hands their links over on the loop. It runs on the pool, takes
/// no signals, logs nothing, and does not keep a process alive.
/// </summary>
public sealed class CsmsServer : IAsyncDisposable
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly Loop _loop;
    private readonly Csms _csms;
    private readonly CsmsServerOptions _options;
    private readonly ConcurrentDictionary<WebSocketFrameLink, bool> _links = new();
    private WebServer? _server;
    private long _pingTicks;
    private volatile bool _isStopping;

    private CsmsServer(Loop loop, Csms csms, CsmsServerOptions options)
    {
        _loop = loop;
        _csms = csms;
        _options = options;
        PingInterval = options.PingInterval;
    }

    /// <summary>The port it listens on.</summary>
    public int Port => _server!.Port;

    /// <summary>How often stations are pinged that connect from now on; zero for never. May be set from any thread.</summary>
    public TimeSpan PingInterval
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _pingTicks));
        set => Interlocked.Exchange(ref _pingTicks, value.Ticks);
    }

    /// <summary>The URL that stations connect to; their identity follows as one more segment.</summary>
    public Uri Endpoint
    {
        get
        {
            var address = ListenAddress.IsEverywhere(_options.Address) ? IPAddress.Loopback : _options.Address;
            return new Uri($"{(_options.Certificate is null ? "ws" : "wss")}://{new IPEndPoint(address, Port)}{_options.Folder ?? StationPath.DefaultFolder}");
        }
    }

    /// <summary>Begins to listen.</summary>
    /// <param name="loop">The loop of <paramref name="csms"/>; it must take posts from other threads.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<CsmsServer> StartAsync(
        Loop loop, Csms csms, CsmsServerOptions? options = null, CancellationToken cancellation = default)
    {
        var server = new CsmsServer(loop, csms, options ?? new CsmsServerOptions());
        var listening = server._options;
        server._server = await WebServer.StartAsync(
            new IPEndPoint(listening.Address, listening.Port), listening.Access.WithoutKey(), LimitsOf(listening), server.Map, takesUpgrades: true,
            listening.Certificate, cancellation);
        return server;
    }

    /// <summary>Closes all links in order, or by force where a station does not take part, and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isStopping)
        {
            return;
        }

        _isStopping = true;
        var links = _links.Keys.ToArray();
        _loop.Post(() => Array.ForEach(links, link => link.Close("the central system goes down")));
        try
        {
            await Task.WhenAll(links.Select(link => link.Completion)).WaitAsync(_options.StopTimeout);
        }
        catch (TimeoutException)
        {
            // A loop that has ended closes nothing: the host tears down what is left.
        }

        await _server!.StopAsync(_options.StopTimeout);
        await _server.DisposeAsync();
    }

    private static ServerLimits LimitsOf(CsmsServerOptions options) => new()
    {
        Connections = options.MaxConnections,
        BodyBytes = 0,
        HeadTime = options.RequestTimeout,
        IdleTime = options.RequestTimeout,
    };

    private void Map(WebApplication application)
    {
        application.UseWebSockets();
        application.Run(AnswerAsync);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var identity = StationPath.IdentityOf(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, _options.Folder);
        if (identity.Length == 0)
        {
            await RefuseAsync(context, identity, StatusCodes.Status404NotFound, $"expected {Endpoint}/<identity>");
        }
        else if (StationPath.Refusal(identity) is { } refusal)
        {
            await RefuseAsync(context, identity, StatusCodes.Status400BadRequest, refusal);
        }
        else if (_options.Ids is { } ids && !ids.Contains(identity))
        {
            await RefuseAsync(context, identity, StatusCodes.Status404NotFound, "there is no such station; expected one that is allowed by its identity");
        }
        else if (!IsLetIn(context, identity))
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"ocpp\"";
            await RefuseAsync(context, identity, StatusCodes.Status401Unauthorized, "expected the station's identity and password");
        }
        else if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            await RefuseAsync(context, identity, StatusCodes.Status426UpgradeRequired, "expected a WebSocket handshake");
        }
        else
        {
            await ConnectAsync(context, identity);
        }
    }

    private async Task RefuseAsync(HttpContext context, string identity, int status, string text)
    {
        Report(identity, $"refused with HTTP status {status}: {text}");
        await ProblemDocument.WriteAsync(context, new Refusal(status, text));
    }

    private bool IsLetIn(HttpContext context, string identity) =>
        _options.Passwords is not { } passwords ||
        (passwords.TryGetValue(identity, out var password) &&
            BasicCredentials.Match(context.Request.Headers.Authorization, identity, password.Span));

    private async Task ConnectAsync(HttpContext context, string identity)
    {
        var offered = context.WebSockets.WebSocketRequestedProtocols;
        var spoken = _csms.Subprotocols.FirstOrDefault(known => offered.Contains(known, StringComparer.OrdinalIgnoreCase));
        var agreed = offered.FirstOrDefault(name => string.Equals(name, spoken, StringComparison.OrdinalIgnoreCase));
        var interval = PingInterval;
        var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = agreed,
            KeepAliveInterval = interval > TimeSpan.Zero ? interval : Timeout.InfiniteTimeSpan,
            KeepAliveTimeout = interval > TimeSpan.Zero ? _options.PongTimeout : Timeout.InfiniteTimeSpan,
        });
        if (agreed is null || agreed != spoken)
        {
            Report(identity, $"expected the subprotocol {Spoken} to be offered, found {Named(offered)}");
        }

        if (agreed is null && (offered.Count > 0 || !_options.AssumesSubprotocol))
        {
            await DismissAsync(socket);
            return;
        }

        var link = new WebSocketFrameLink(_loop, socket, spoken ?? _csms.Subprotocols.First()) { CloseTimeout = CloseTimeout };
        _links.TryAdd(link, true);
        var from = context.Connection.RemoteIpAddress?.ToString();
        _loop.Post(() => Take(identity, link, from));
        await link.Completion;
        _links.TryRemove(link, out _);
    }

    private string Spoken => string.Join(" or ", _csms.Subprotocols);

    private static string Named(IList<string> offered) => offered.Count == 0 ? "none" : string.Join(", ", offered);

    private void Report(string identity, string description) => _loop.Post(() => _csms.ReportRefused(identity, description));

    private void Take(string identity, WebSocketFrameLink link, string? from)
    {
        if (_isStopping)
        {
            link.Close("the central system goes down");
        }
        else
        {
            _csms.Accept(identity, link, from);
        }
    }

    /// <summary>The handshake has been completed, without a subprotocol, so that the station learns why (OCPP-J 1.6, 3.1.2).</summary>
    private async Task DismissAsync(WebSocket socket)
    {
        using var patience = new CancellationTokenSource(CloseTimeout);
        using var dismissed = socket;
        try
        {
            await socket.CloseAsync(WebSocketCloseStatus.ProtocolError, $"expected the subprotocol {Spoken}", patience.Token);
        }
        catch (Exception broken) when (broken is WebSocketException or OperationCanceledException)
        {
            // The station was quicker, or does not answer: it is gone either way.
        }
    }
}
