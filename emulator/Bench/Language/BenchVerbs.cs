using System.Globalization;
using System.Text;
using ChargerFirmware.Bench.Views;

namespace ChargerFirmware.Bench.Language;

/// <summary>Time, and looking around.</summary>
internal static class BenchVerbs
{
    // 'stations' lists all of them.
    private const int MaxStrangers = 20;

    public static IReadOnlyList<Verb> All { get; } =
    [
        new("wait", "wait DURATION", "let time pass", async (session, words) =>
        {
            var duration = words.NextDuration();
            words.End();
            await Task.Delay(duration, session.Bench.Loop.Time);
            return null;
        }),
        new("status", "status", "what the station, its connectors and its physics are like now, and which strangers the central system serves",
            async (session, words) =>
            {
                words.End();
                return Status(session.Bench) + await StrangersAsync(session.Bench);
            }),
        Verb.Of("frames", "frames [COUNT]", "the last frames between station and central system", Frames),
        Verb.Of("from-now", "from-now", "frames that have come so far are no longer expected", FromNow),
    ];

    private static string Status(Workbench bench)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{bench.StationId}: link {bench.Composed?.Protocol.Link.State.ToString() ?? "off"}");
        foreach (var view in Views.ConnectorView.All(bench))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  {view.Describe()}");
        }

        return text.ToString();
    }

    private static async Task<string> StrangersAsync(Workbench bench)
    {
        List<StationAtCentralView> known = bench.Csms is null ? [] : await StationAtCentralView.AllAsync(bench);
        return string.Concat(known
            .Where(station => station.Connected && station.StationId != bench.StationId)
            .Take(MaxStrangers)
            .Select(stranger => $"\n{stranger.Describe()}"));
    }

    private static string? Frames(Session session, Words words)
    {
        var count = words.NextWholeOr(10, "a number of frames", 1);
        var frames = session.Bench.Frames.From(session.Bench.Frames.Position - count).Select(entry => entry.Frame);
        return string.Join('\n', frames.Select(frame =>
            string.Create(CultureInfo.InvariantCulture, $"{frame.At:hh\\:mm\\:ss\\.fff} {(frame.IsSent ? "->" : "<-")} {frame.Shown}")));
    }

    private static string? FromNow(Session session, Words words)
    {
        words.End();
        session.FramePosition = session.Bench.Frames.Position;
        return null;
    }
}
