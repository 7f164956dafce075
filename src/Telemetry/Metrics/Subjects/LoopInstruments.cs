using static ChargerFirmware.Telemetry.Metrics.InstrumentKind;

namespace ChargerFirmware.Telemetry.Metrics.Subjects;

/// <summary>How the station's loop turns.</summary>
internal static class LoopInstruments
{
    private static readonly double[] s_instants = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

    private static readonly InstrumentDefinition s_latency = new(
        "charger.loop.latency", "s", Histogram, "How late turns began: behind their post, or behind the time a timer was due.") { Buckets = s_instants };

    private static readonly InstrumentDefinition s_duration = new(
        "charger.loop.turn.duration", "s", Histogram, "How long turns took.") { Buckets = s_instants };

    public static InstrumentGroup Group { get; } = new(
    [
        new("charger.loop.turns", "{turn}", ObservedCounter, "Turns that the station's loop has run.")
            { Observe = (loop, values) => values.Set(loop.Turns) },
        s_latency, s_duration,

        new("charger.loop.longest_turn", "s", Gauge, "The longest turn since the start of the process.")
            { Observe = (loop, values) => values.Set(loop.LongestTurn.TotalSeconds) },
        new("charger.loop.stall", "s", Gauge, "For how long the turn that runs now has been running; 0 between turns. A loop that hangs shows here.")
            { Observe = (loop, values) => values.Set(loop.TurnAge.TotalSeconds) },
    ],
    Count);

    private static void Count(Counting counting)
    {
        counting.Sources.Loop.TurnTimed = (late, took) => counting.Run(() =>
        {
            counting.Record(s_latency, late.TotalSeconds);
            counting.Record(s_duration, took.TotalSeconds);
        });
        counting.AtEnd(() => counting.Sources.Loop.TurnTimed = null);
    }
}
