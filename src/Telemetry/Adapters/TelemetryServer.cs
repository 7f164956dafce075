using System.Net;
using ChargerFirmware.Listening;
using ChargerFirmware.Listening.Adapters;

namespace ChargerFirmware.Telemetry.Adapters;

/// <summary>
/// The endpoints of telemetry on a port of their own. It reads only, and it is small: few connections, short waits, no bodies. A client that
/// is slow or loud is cut off, and the station does not notice.
/// </summary>
public sealed class TelemetryServer : IAsyncDisposable
{
    private static readonly ServerLimits s_limits = new()
    {
        Connections = 32,
        BodyBytes = 0,
        RequestLineBytes = 2048,
        HeaderBytes = 8192,
        AnswerTime = TimeSpan.FromSeconds(15),
    };

    private readonly WebServer _server;

    private TelemetryServer(WebServer server) => _server = server;

    /// <summary>Host and port it really listens on.</summary>
    public string Address => _server.Address;

    /// <summary>The port of <see cref="Address"/>.</summary>
    public int Port => _server.Port;

    /// <param name="rule">Who may ask; null for the usual one.</param>
    /// <exception cref="IOException">It cannot listen there.</exception>
    public static async Task<TelemetryServer> StartAsync(TelemetryEndpoints endpoints, IPEndPoint endPoint, AccessRule? rule = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        try
        {
            return new TelemetryServer(await WebServer.StartAsync(endPoint, rule ?? AccessRule.Usual, s_limits, endpoints.Map));
        }
        catch (IOException refusal)
        {
            throw new IOException($"the HTTP interface {refusal.Message}", refusal);
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
