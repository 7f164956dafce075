using ChargerFirmware.Central.Adapters;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>A central system that <c>start_cs</c> starts in this process, on loopback and open to any identity.</summary>
internal sealed class LocalCentralSystem : ICentralSystem
{
    private static readonly TimeSpan s_stopTimeout = TimeSpan.FromMilliseconds(300);

    private readonly CsmsServer _server;
    private BootAnswer? _bootAnswer;

    private LocalCentralSystem(Csms csms, CsmsServer server)
    {
        Csms = csms;
        _server = server;
        csms.StationConnected += Settle;
    }

    public Csms Csms { get; }

    public int? Port => _server.Port;

    public IReadOnlyList<string> Violations =>
        [.. Csms.Violations.Select(violation => $"cp#{violation.Station}: {violation.Kind}: {violation.Description}")];

    /// <summary>Begins to listen.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<ICentralSystem> StartAsync(Loop loop, RandomSource random, CentralSystemStart start)
    {
        var csms = new Csms(loop, random, new CsmsOptions { ServesUnbootedStations = true });
        var options = new CsmsServerOptions
        {
            Port = start.Port,
            PingInterval = start.PingInterval,
            AssumesSubprotocol = true,
            StopTimeout = s_stopTimeout,
        };
        return new LocalCentralSystem(csms, await CsmsServer.StartAsync(loop, csms, options));
    }

    public string? AddressOf(string station) => null;

    public void AnswerBoots(RegistrationStatus status, int heartbeatIntervalSeconds)
    {
        _bootAnswer = new BootAnswer(status, heartbeatIntervalSeconds);
        foreach (var station in Csms.Stations)
        {
            Settle(station);
        }
    }

    public bool TryPingEvery(TimeSpan interval) => false;

    public bool TrySendRaw(string station, ReadOnlyMemory<byte> text) => false;

    public async Task StopAsync() => await _server.DisposeAsync();

    private void Settle(ConnectedStation station) => station.BootAnswer = _bootAnswer ?? station.BootAnswer;
}
