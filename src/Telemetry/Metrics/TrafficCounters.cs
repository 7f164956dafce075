namespace ChargerFirmware.Telemetry.Metrics;

/// <summary>Counts what goes over the way to the central system. Used on the loop; ends counting when disposed.</summary>
internal sealed class TrafficCounters : IDisposable
{
    private readonly StationMeter _meter;
    private readonly IBackend _backend;
    private readonly IBackendTraffic? _traffic;
    private readonly Isolation _isolation;

    public TrafficCounters(StationMeter meter, IBackend backend, IBackendTraffic? traffic, Isolation isolation)
    {
        _isolation = isolation;
        _meter = meter;
        _backend = backend;
        _traffic = traffic;
        foreach (var direction in (string[])["sent", "received"])
        {
            meter.Add(Instruments.LinkFrames, 0, direction);
            meter.Add(Instruments.LinkTraffic, 0, direction);
        }

        backend.Traced += OnFrame;
        if (traffic is not null)
        {
            Begin(traffic);
        }
    }

    public void Dispose()
    {
        _backend.Traced -= OnFrame;
        if (_traffic is { } traffic)
        {
            traffic.Dialled -= OnDialled;
            traffic.CallSettled -= OnCallSettled;
            traffic.CallAnswered -= OnCallAnswered;
            traffic.Incident -= OnIncident;
            traffic.Deviated -= OnDeviated;
        }
    }

    private void Begin(IBackendTraffic traffic)
    {
        _meter.Add(Instruments.LinkConnects, 0, "connected");
        _meter.Add(Instruments.LinkConnects, 0, "failed");
        foreach (var kind in traffic.IncidentKinds)
        {
            _meter.Add(Instruments.LinkIncidents, 0, kind);
        }

        // One of them for all: which there are is for the peer to show.
        _meter.Add(Instruments.LinkDeviations, 0, "frame", "messageId");
        foreach (var action in traffic.Actions)
        {
            foreach (var outcome in traffic.Outcomes)
            {
                _meter.Add(Instruments.CallsMade, 0, action, outcome);
            }
        }

        traffic.Dialled += OnDialled;
        traffic.CallSettled += OnCallSettled;
        traffic.CallAnswered += OnCallAnswered;
        traffic.Incident += OnIncident;
        traffic.Deviated += OnDeviated;
    }

    private void OnFrame(FrameSide side, ReadOnlyMemory<byte> frame) => _isolation.Run(() =>
    {
        var direction = side == FrameSide.Station ? "sent" : "received";
        _meter.Add(Instruments.LinkFrames, 1, direction);
        _meter.Add(Instruments.LinkTraffic, frame.Length, direction);
    });

    private void OnDialled(bool connected) => Count(Instruments.LinkConnects, connected ? "connected" : "failed");

    private void OnCallSettled(string action, string outcome, TimeSpan? took) => _isolation.Run(() =>
    {
        _meter.Add(Instruments.CallsMade, 1, action, outcome);
        if (took is { } answered)
        {
            _meter.Record(Instruments.CallDuration, answered.TotalSeconds, action);
        }
    });

    private void OnCallAnswered(string action, string outcome) => Count(Instruments.CallsAnswered, action, outcome);

    private void OnIncident(string kind) => Count(Instruments.LinkIncidents, kind);

    private void OnDeviated(string message, string member) => Count(Instruments.LinkDeviations, message, member);

    private void Count(InstrumentDefinition counter, params string[] labels) => _isolation.Run(() => _meter.Add(counter, 1, labels));
}
