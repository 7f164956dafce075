using System.Globalization;
using System.Text;
using ChargerFirmware.Bench.Views;

namespace ChargerFirmware.Bench.Language;

/// <summary>Time, and looking around.</summary>
internal static class BenchVerbs
{
    // 'stations' lists all of them.
    private const int MaxStrangers = 20;

    private const int SummaryColumn = 40;
    private const int ScreenWidth = 100;

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
        Verb.Of("help", "help [VERB]", "this list, or one verb of it", Help) with { IsOfBoard = true },
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

    private static string? Help(Session session, Words words)
    {
        if (words.IsEnd)
        {
            return string.Join('\n', VerbTable.All.Where(session.Knows).Select(Describe));
        }

        var name = words.Next("a verb");
        words.End();
        return Describe(VerbTable.Require(name));
    }

    /// <summary>A screen's width; a long usage has a line of its own, so that the summaries stand in one column.</summary>
    private static string Describe(Verb verb)
    {
        var indent = new string(' ', SummaryColumn);
        var text = new StringBuilder($"  {verb.Usage}".PadRight(SummaryColumn));
        if (text.Length > SummaryColumn || text[^1] != ' ')
        {
            text.Append('\n').Append(indent);
        }

        var column = SummaryColumn;
        foreach (var word in verb.Summary.Split(' '))
        {
            if (column > SummaryColumn && column + 1 + word.Length > ScreenWidth)
            {
                text.Append('\n').Append(indent);
                column = SummaryColumn;
            }

            var blank = column > SummaryColumn ? " " : "";
            text.Append(blank).Append(word);
            column += blank.Length + word.Length;
        }

        return text.ToString();
    }
}
