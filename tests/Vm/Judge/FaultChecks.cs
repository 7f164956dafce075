using System.Globalization;

namespace ChargerFirmware.Tests.Vm.Judge;

/// <summary>Contactors that do not obey, and the emergency stop.</summary>
internal static class FaultChecks
{
    /// <summary>Twice the board's closeTimeoutMs, and what an emulated machine adds.</summary>
    private const double LongestPulseSeconds = 3;

    /// <summary>The station takes a turn of its loop; an emulated machine may be held up in it.</summary>
    private const double LongestEmergencySeconds = 0.5;

    /// <summary>Where edges have ended the station looks by itself, every half second.</summary>
    private const double LongestLookSeconds = 1;

    public static IReadOnlyList<Check> All { get; } =
    [
        new("a contactor whose feedback does not follow is released and reported as PowerSwitchFailure", Stuck,
            Spoilt.With("PowerSwitchFailure", "NoError")),
        new("its next session is its test, and charges", Recovers, Spoilt.Without("contactor", "1")),
        new("the emergency stop opens the contactor by its edge", transcript => Opens(transcript, "emergency", LongestEmergencySeconds),
            Spoilt.Without("contactor", "0")),
        new("it is reported with its reason, and a reset acknowledges it", Reported, Spoilt.With("\"reason\":\"EmergencyStop\"", "\"reason\":\"Other\"")),
        new("it opens the contactor of a process that was stopped and goes on, too", transcript => Opens(transcript, "resume", LongestLookSeconds),
            Spoilt.Without("contactor", "0")),
        new("a contactor whose feedback stays is reported as PowerSwitchFailure and not closed again", Welded, Spoilt.With("PowerSwitchFailure", "NoError")),
    ];

    private static string Stuck(Transcript transcript)
    {
        var closes = transcript.First("stuck", "contactor", "^1$");
        var fault = transcript.Call("stuck", "StatusNotification", "\"errorCode\":\"PowerSwitchFailure\"", closes.At);
        var opens = transcript.Of("stuck", "contactor").Last();
        var faulted = transcript.Call("stuck", "StatusNotification", "\"errorCode\":\"PowerSwitchFailure\",\"status\":\"Faulted\"");
        var stop = transcript.Call("stuck", "StopTransaction", "\"reason\":\"Other\"", opens.At);
        if (opens.Text != "0" || opens.At - closes.At > LongestPulseSeconds || opens.At > fault.At || faulted.At < stop.At)
        {
            throw new JudgementException(FormattableString.Invariant(
                $"coil 1 at {closes.At:F3} s, {opens.Text} at {opens.At:F3} s, reported at {fault.At:F3} s, Faulted at {faulted.At:F3} s"));
        }

        if (SessionChecks.Number(stop, "meterStop") != SessionChecks.Number(transcript.Call("stuck", "StartTransaction"), "meterStart"))
        {
            throw new JudgementException($"energy was reported: {stop.Text}");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{1000 * (opens.At - closes.At):F0} ms after it was energised");
    }

    private static string Recovers(Transcript transcript)
    {
        var closes = transcript.First("emergency", "contactor", "^1$");
        transcript.Call("emergency", "StatusNotification", "\"Charging\"", closes.At);
        return "closed at the next plug-in";
    }

    private static string Opens(Transcript transcript, string act, double longestSeconds)
    {
        var pressed = transcript.First(act, "estop", "^pressed$");
        var opens = transcript.First(act, "contactor", "^0$", pressed.At);
        var found = string.Create(CultureInfo.InvariantCulture, $"{1000 * (opens.At - pressed.At):F1} ms from the edge to the low line");
        return opens.At - pressed.At <= longestSeconds ? found : throw new JudgementException(found);
    }

    private static string Reported(Transcript transcript)
    {
        var pressed = transcript.First("emergency", "estop", "^pressed$");
        transcript.Call("emergency", "StopTransaction", "\"reason\":\"EmergencyStop\"", pressed.At);
        transcript.Call("emergency", "StatusNotification", "\"connectorId\":1,.*\"status\":\"Faulted\".*\"EmergencyStop\"", pressed.At);
        transcript.First("emergency", "exit", "^charger 75$", pressed.At);
        transcript.Call("hang", "StatusNotification", "\"connectorId\":1,.*\"Charging\"");
        return "EmergencyStop, Faulted, exit code 75, and the next session charges";
    }

    private static string Welded(Transcript transcript)
    {
        var stop = transcript.First("weld", "<-", "RemoteStopTransaction");
        var opens = transcript.First("weld", "contactor", "^0$", stop.At);
        var reported = transcript.Call("weld", "StatusNotification", "\"errorCode\":\"PowerSwitchFailure\"", opens.At);
        if (transcript.Of("weld", "contactor").Last() != opens)
        {
            throw new JudgementException("it is energised again");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{1000 * (reported.At - opens.At):F0} ms after its coil was released");
    }
}
