using static ChargerFirmware.Telemetry.Metrics.InstrumentKind;

namespace ChargerFirmware.Telemetry.Metrics.Subjects;

/// <summary>The way to the central system, and what goes over it.</summary>
internal static class LinkInstruments
{
    private static readonly double[] s_answers = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    private static readonly InstrumentDefinition s_connects = new(
        "charger.link.connects", "{attempt}", Counter, "Attempts to reach the central system, by their outcome: connected or failed.", "outcome");

    private static readonly InstrumentDefinition s_frames = new(
        "charger.link.frames", "{frame}", Counter, "OCPP frames, sent and received.", "direction");

    private static readonly InstrumentDefinition s_bytes = new(
        "charger.link.traffic", "By", Counter, "Bytes of OCPP frames, sent and received.", "direction");

    private static readonly InstrumentDefinition s_incidents = new(
        "charger.link.incidents", "{incident}", Counter, "What the central system sent and the standard does not allow.", "kind");

    private static readonly InstrumentDefinition s_deviations = new(
        "charger.link.deviations", "{deviation}", Counter,
        "What the central system sent otherwise than the standard has it and could be understood, by message and member.", "message", "member");

    private static readonly InstrumentDefinition s_made = new(
        "charger.calls.made", "{call}", Counter, "CALLs of the station by what became of them.", "action", "outcome");

    private static readonly InstrumentDefinition s_duration = new(
        "charger.call.duration", "s", Histogram, "How long the central system took to answer a CALL.", "action") { Buckets = s_answers };

    private static readonly InstrumentDefinition s_answered = new(
        "charger.calls.answered", "{call}", Counter, "CALLs of the central system by how they were answered.", "action", "outcome");

    public static InstrumentGroup Group { get; } = new(
    [
        new("charger.link.state", "", Gauge, "1 for the state that the way to the central system is in, 0 for all others.", "state")
            { Sample = (station, values) => values.SetState(station.Sources.Traffic?.LinkStates ?? [], station.Sources.Backend.LinkState) },
        s_connects, s_frames, s_bytes, s_incidents, s_deviations, s_made, s_duration, s_answered,
    ],
    Count);

    private static void Count(Counting counting)
    {
        FollowFrames(counting, counting.Sources.Backend);
        if (counting.Sources.Traffic is { } traffic)
        {
            FollowLink(counting, traffic);
            FollowCalls(counting, traffic);
        }
    }

    private static void FollowFrames(Counting counting, IBackend backend)
    {
        foreach (var direction in (string[])["sent", "received"])
        {
            counting.Add(s_frames, 0, direction);
            counting.Add(s_bytes, 0, direction);
        }

        backend.Traced += OnFrame;
        counting.AtEnd(() => backend.Traced -= OnFrame);

        void OnFrame(FrameSide side, ReadOnlyMemory<byte> frame) => counting.Run(() =>
        {
            var direction = side == FrameSide.Station ? "sent" : "received";
            counting.Add(s_frames, 1, direction);
            counting.Add(s_bytes, frame.Length, direction);
        });
    }

    private static void FollowLink(Counting counting, IBackendTraffic traffic)
    {
        counting.Add(s_connects, 0, "connected");
        counting.Add(s_connects, 0, "failed");
        foreach (var kind in traffic.IncidentKinds)
        {
            counting.Add(s_incidents, 0, kind);
        }

        // One of them for all: which there are is for the peer to show.
        counting.Add(s_deviations, 0, "frame", "messageId");
        traffic.Dialled += OnDialled;
        traffic.Incident += OnIncident;
        traffic.Deviated += OnDeviated;
        counting.AtEnd(() =>
        {
            traffic.Dialled -= OnDialled;
            traffic.Incident -= OnIncident;
            traffic.Deviated -= OnDeviated;
        });

        void OnDialled(bool connected) => counting.Run(() => counting.Add(s_connects, 1, connected ? "connected" : "failed"));
        void OnIncident(string kind) => counting.Run(() => counting.Add(s_incidents, 1, kind));
        void OnDeviated(string message, string member) => counting.Run(() => counting.Add(s_deviations, 1, message, member));
    }

    private static void FollowCalls(Counting counting, IBackendTraffic traffic)
    {
        foreach (var action in traffic.Actions)
        {
            foreach (var outcome in traffic.Outcomes)
            {
                counting.Add(s_made, 0, action, outcome);
            }
        }

        traffic.CallSettled += OnSettled;
        traffic.CallAnswered += OnAnswered;
        counting.AtEnd(() =>
        {
            traffic.CallSettled -= OnSettled;
            traffic.CallAnswered -= OnAnswered;
        });

        void OnSettled(string action, string outcome, TimeSpan? took) => counting.Run(() =>
        {
            counting.Add(s_made, 1, action, outcome);
            if (took is { } answered)
            {
                counting.Record(s_duration, answered.TotalSeconds, action);
            }
        });
        void OnAnswered(string action, string outcome) => counting.Run(() => counting.Add(s_answered, 1, action, outcome));
    }
}
