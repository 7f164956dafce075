using System.Globalization;
using System.Text.RegularExpressions;

namespace ChargerFirmware.Tests.Vm.Judge;

/// <summary>A session: the contactor, and the energy that goes through it.</summary>
internal static partial class SessionChecks
{
    /// <summary>By looks alone it would be some 110 ms; an edge takes a few, and the board lets a feedback settle for ten.</summary>
    private const double LongestMedianSeconds = 0.08;
    private const int LeastReadings = 3;

    private static readonly string[] s_charging = ["charge", "emergency", "hang", "die", "terminate", "weld"];

    public static IReadOnlyList<Check> All { get; } =
    [
        new("the contactor closes when a session starts, and Charging is reported when its feedback has followed", Closes, Spoilt.Without("contactor", "1")),
        new("its feedback is heard by its edge", Heard, Spoilt.Without("->", ".*\"status\":\"Charging\"")),
        new("it opens when the central system ends the session, and then StopTransaction is sent", Opens, Spoilt.Without("contactor", "0")),
        new("meterStart and meterStop are what the meter had", Register, Spoilt.With("\"meterStop\":", "\"meterStop\":9")),
        new("every reading in MeterValues is one that the meter served", Readings, Spoilt.With("\"value\":\"(\\d{7})\"", "\"value\":\"9$1\"")),
    ];

    private static string Closes(Transcript transcript)
    {
        var start = transcript.Call("charge", "StartTransaction");
        var coil = transcript.First("charge", "contactor", "^1$");
        var feedback = transcript.First("charge", "feedback", "^1$", coil.At);
        var charging = transcript.Call("charge", "StatusNotification", "\"Charging\"", feedback.At);
        var (closing, reporting) = (1000 * (coil.At - start.At), 1000 * (charging.At - feedback.At));
        return string.Create(CultureInfo.InvariantCulture, $"{closing:F0} ms after StartTransaction, reported {reporting:F0} ms after its feedback");
    }

    private static string Heard(Transcript transcript)
    {
        var delays = s_charging
            .Select(act => transcript.First(act, "feedback", "^1$"))
            .Select(feedback => transcript.Call(feedback.Act, "StatusNotification", "\"Charging\"", feedback.At).At - feedback.At)
            .Order().ToList();
        var median = delays[delays.Count / 2];
        var found = string.Create(CultureInfo.InvariantCulture, $"Charging is reported {1000 * median:F0} ms after it, the median of {delays.Count} sessions");
        return median <= LongestMedianSeconds ? found : throw new JudgementException(found);
    }

    private static string Opens(Transcript transcript)
    {
        var stop = transcript.First("charge", "<-", "RemoteStopTransaction");
        var coil = transcript.First("charge", "contactor", "^0$", stop.At);
        var reported = transcript.Call("charge", "StopTransaction", "\"reason\":\"Remote\"", coil.At);
        var (opening, reporting) = (1000 * (coil.At - stop.At), 1000 * (reported.At - coil.At));
        return string.Create(CultureInfo.InvariantCulture, $"{opening:F0} ms after RemoteStopTransaction, reported {reporting:F0} ms later");
    }

    private static string Register(Transcript transcript)
    {
        var start = transcript.Call("charge", "StartTransaction");
        var stop = transcript.Call("charge", "StopTransaction");
        var (meterStart, meterStop) = (Number(start, "meterStart"), Number(stop, "meterStop"));
        if (meterStart != ServedBefore(transcript, start) || meterStop != ServedBefore(transcript, stop) || meterStop <= meterStart)
        {
            throw new JudgementException(
                $"reported {meterStart} and {meterStop} Wh, the meter had {ServedBefore(transcript, start)} and {ServedBefore(transcript, stop)} Wh");
        }

        return $"{meterStart} and {meterStop} Wh";
    }

    private static string Readings(Transcript transcript)
    {
        var served = transcript.Events.Where(entry => entry.Word == "meter").Select(entry => entry.Text).ToHashSet();
        var reported = transcript.Events
            .Where(entry => entry.Word == "->" && entry.Text.Contains("\"MeterValues\"", StringComparison.Ordinal))
            .Select(entry => Energy().Match(entry.Text).Groups["value"].Value).ToList();
        var inCharge = transcript.Of("charge", "->").Count(entry => entry.Text.Contains("\"MeterValues\"", StringComparison.Ordinal));
        return inCharge >= LeastReadings && reported.TrueForAll(served.Contains) && reported.Distinct().Count() >= LeastReadings
            ? $"{string.Join(", ", reported)} Wh"
            : throw new JudgementException($"reported {string.Join(", ", reported)}; served {string.Join(", ", served)}");
    }

    /// <summary>What the meter served last before something was sent.</summary>
    public static long ServedBefore(Transcript transcript, TranscriptEvent sent) => long.Parse(
        transcript.Events.LastOrDefault(meter => meter.Word == "meter" && meter.At <= sent.At)?.Text ?? "-1", CultureInfo.InvariantCulture);

    public static long Number(TranscriptEvent call, string field) =>
        long.Parse(Regex.Match(call.Text, $"\"{field}\":(\\d+)").Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("\"value\":\"(?<value>\\d+)\",\"context\":\"[^\"]*\",\"format\":\"Raw\",\"measurand\":\"Energy\\.Active\\.Import\\.Register\"")]
    private static partial Regex Energy();
}
