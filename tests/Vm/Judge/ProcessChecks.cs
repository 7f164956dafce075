using System.Globalization;

namespace ChargerFirmware.Tests.Vm.Judge;

/// <summary>A process that runs, hangs, dies and is ended, and what the enable line and the contactor's coil do meanwhile.</summary>
internal static class ProcessChecks
{
    /// <summary>The board's dropOutMs: whatever retriggerable circuit hangs on the line has let go by then.</summary>
    private const double DropOutSeconds = 0.5;

    /// <summary>An edge of before may be seen so late on a machine that is held up; it is less than a station that toggles lets pass twice.</summary>
    private const double SeenLateSeconds = 0.1;
    private const double LeastMedianSeconds = 0.08;
    private const double MostMedianSeconds = 0.2;

    public static IReadOnlyList<Check> All { get; } =
    [
        new("the enable line toggles while the station runs", Toggles, Spoilt.Without("enable")),
        new("a stopped process toggles it no more, and the coil's line stays as it was", transcript => Stands(transcript, "hang", "19"),
            Spoilt.WithEdge("enable", "hang", "signal", "^19$", 0.3)),
        new("a process that goes on toggles it again", Resumes, Spoilt.Without("enable")),
        new("a killed process toggles it no more, and the coil's line stays as it was", transcript => Stands(transcript, "die", "9"),
            Spoilt.WithEdge("contactor", "die", "signal", "^9$", 0.3)),
        new("the next start releases the coil that the dead process left energised", Releases, Spoilt.Without("contactor", "0")),
        new("it reports the transaction that was cut short, with what the meter had", Recovers, Spoilt.With("\"reason\":\"PowerLoss\"", "\"reason\":\"Other\"")),
        new("SIGTERM ends the session, then the station, with both outputs low", Terminates, Spoilt.With("exit +charger 0", "exit     charger 134")),
    ];

    private static string Toggles(Transcript transcript)
    {
        var from = transcript.Call("charge", "StatusNotification", "\"Charging\"").At;
        var to = transcript.Call("charge", "StopTransaction").At;
        var edges = transcript.Of("charge", "enable").Where(edge => edge.At > from && edge.At < to).Select(edge => edge.At).ToList();
        var gaps = edges.Zip(edges.Skip(1), (before, after) => after - before).Order().ToList();
        if (gaps.Count == 0)
        {
            throw new JudgementException("it stands still");
        }

        var median = gaps[gaps.Count / 2];
        var found = string.Create(
            CultureInfo.InvariantCulture, $"{edges.Count} edges in {to - from:F1} s, {1000 * median:F0} ms apart (median), {1000 * gaps[^1]:F0} ms at most");
        return median is >= LeastMedianSeconds and <= MostMedianSeconds ? found : throw new JudgementException(found);
    }

    /// <summary>A level is not an edge: what Linux leaves on the pins keeps nothing alive.</summary>
    private static string Stands(Transcript transcript, string act, string signal)
    {
        var sent = transcript.First(act, "signal", $"^{signal}$");
        var before = Edges(transcript, "enable").LastOrDefault(edge => edge.At <= sent.At + SeenLateSeconds);
        if (before is null || sent.At - before.At > DropOutSeconds)
        {
            throw new JudgementException("it did not toggle before either");
        }

        var later = Edges(transcript, "enable").Concat(Edges(transcript, "contactor"))
            .FirstOrDefault(edge => edge.At > sent.At + SeenLateSeconds && edge.At <= sent.At + SeenLateSeconds + DropOutSeconds);
        if (later is not null)
        {
            throw new JudgementException(FormattableString.Invariant($"{later.Word} {later.Text} {1000 * (later.At - sent.At):F0} ms after it"));
        }

        var coil = Edges(transcript, "contactor").Last(edge => edge.At <= sent.At + SeenLateSeconds);
        return coil.Text == "1"
            ? $"no edge in {1000 * DropOutSeconds:F0} ms; enable stays {before.Text}, contactor 1"
            : throw new JudgementException("the contactor's coil was not energised");
    }

    private static string Resumes(Transcript transcript)
    {
        var sent = transcript.First("resume", "signal", "^18$");
        var edges = transcript.Of("resume", "enable").Where(edge => edge.At > sent.At).Take(3).ToList();
        return edges.Count == 3
            ? string.Create(CultureInfo.InvariantCulture, $"the first edge after {1000 * (edges[0].At - sent.At):F0} ms")
            : throw new JudgementException($"{edges.Count} edges");
    }

    private static string Releases(Transcript transcript)
    {
        var began = transcript.First("terminate", "process", "^charger ");
        var opens = transcript.First("terminate", "contactor", "^0$", began.At);
        var boot = transcript.Call("terminate", "BootNotification");
        return opens.At < boot.At
            ? string.Create(CultureInfo.InvariantCulture, $"{1000 * (opens.At - began.At):F0} ms after its start, before BootNotification")
            : throw new JudgementException("only after BootNotification");
    }

    private static string Recovers(Transcript transcript)
    {
        var stop = transcript.Call("terminate", "StopTransaction", "\"reason\":\"PowerLoss\"");
        var (reported, had) = (SessionChecks.Number(stop, "meterStop"), SessionChecks.ServedBefore(transcript, stop));
        return reported == had ? $"meterStop {reported} Wh" : throw new JudgementException($"reported {reported} Wh, the meter had {had} Wh");
    }

    private static string Terminates(Transcript transcript)
    {
        var sent = transcript.First("terminate", "signal", "^15$");
        transcript.Call("terminate", "StopTransaction", "\"reason\":\"Reboot\"", sent.At);
        var exit = transcript.First("terminate", "exit", "^charger 0$", sent.At);
        var outputs = new[] { "enable", "contactor" }.Select(line => Edges(transcript, line).Last(edge => edge.Act == "terminate")).ToList();
        if (outputs.Find(edge => edge.Text != "0" || edge.At > exit.At) is { } wrong)
        {
            throw new JudgementException($"{wrong.Word} is left at {wrong.Text}");
        }

        var coil = outputs[1];
        return string.Create(CultureInfo.InvariantCulture, $"coil released after {1000 * (coil.At - sent.At):F0} ms, gone after {exit.At - sent.At:F1} s");
    }

    private static IEnumerable<TranscriptEvent> Edges(Transcript transcript, string line) => transcript.Events.Where(entry => entry.Word == line);
}
