using static ChargerFirmware.Telemetry.Metrics.InstrumentKind;
using static ChargerFirmware.Telemetry.Metrics.Sampling;

namespace ChargerFirmware.Telemetry.Metrics.Subjects;

/// <summary>The store, and what is written there.</summary>
internal static class StoreInstruments
{
    private static readonly double[] s_ranges = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private static readonly InstrumentDefinition s_commits = new(
        "charger.store.commits", "{commit}", Counter, "Commits of the store by their outcome: done or failed.", "outcome");

    private static readonly InstrumentDefinition s_duration = new(
        "charger.store.commit.duration", "s", Histogram, "How long a commit took until it would survive a power cut.") { Buckets = s_ranges };

    public static InstrumentGroup Group { get; } = new(
    [
        new("charger.store.failing", "", Gauge, "1 while the store cannot be written.")
            { Sample = OfStation(station => station.Sources.Store.IsFailing) },
        new("charger.store.held_changes", "", Gauge, "Changes that are in memory only and wait for the next commit.")
            { Sample = OfStation(station => station.Sources.Store.HeldCount) },
        s_commits, s_duration,
    ],
    Count);

    private static void Count(Counting counting)
    {
        counting.Add(s_commits, 0, "done");
        counting.Add(s_commits, 0, "failed");
        var store = counting.Sources.Store;
        store.Committed += OnCommitted;
        counting.AtEnd(() => store.Committed -= OnCommitted);

        void OnCommitted(TimeSpan took, bool done) => counting.Run(() =>
        {
            counting.Add(s_commits, 1, done ? "done" : "failed");
            if (done)
            {
                counting.Record(s_duration, took.TotalSeconds);
            }
        });
    }
}
