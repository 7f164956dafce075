using System.Globalization;
using System.Text.Json;

namespace ChargerFirmware.Bench.Language;

/// <summary>
/// <c>expect composite 0:8 50:10</c>: the next composite schedule that the station answers has just these periods. Their times count from
/// where the profile began that was set last, however long after it the schedule was asked for.
/// </summary>
internal static class CompositeExpectation
{
    private const double ToleranceSeconds = 1.0;

    public static Task<string?> RunAsync(Session session, Words words)
    {
        var expected = SmartChargingVerbs.TakePeriods(words);
        words.End();
        if (expected.Count == 0)
        {
            throw new LanguageException("expected a period such as 60:16, as it is reported");
        }

        foreach (var (at, frame) in session.Bench.Frames.From(session.FramePosition))
        {
            if (frame is { IsSent: true, Kind: "result", Action: "GetCompositeSchedule" })
            {
                session.FramePosition = at + 1;
                Compare(session.ScheduleStart, expected, frame.Payload);
                return Task.FromResult<string?>(null);
            }
        }

        throw new ExpectationException("expected a composite schedule, and none was answered since");
    }

    private static void Compare(
        DateTimeOffset? anchor, IReadOnlyList<(int Start, decimal Limit, int? Phases)> expected, JsonElement answer)
    {
        if (answer.GetProperty("status").GetString() != "Accepted")
        {
            throw new ExpectationException("expected a composite schedule, and it was Rejected");
        }

        var start = answer.GetProperty("scheduleStart").GetDateTimeOffset();
        var since = (start - (anchor ?? start)).TotalSeconds;
        var periods = answer.GetProperty("chargingSchedule").GetProperty("chargingSchedulePeriod").EnumerateArray()
            .Select(period => (Start: period.GetProperty("startPeriod").GetInt32(), Limit: period.GetProperty("limit").GetDecimal())).ToList();
        var fits = periods.Count == expected.Count && periods[0].Start == 0 && expected[0].Start <= since + ToleranceSeconds;
        for (var index = 0; fits && index < periods.Count; index++)
        {
            fits = periods[index].Limit == expected[index].Limit &&
                (index == 0 || Math.Abs(periods[index].Start + since - expected[index].Start) <= ToleranceSeconds);
        }

        if (!fits)
        {
            var found = periods.Select((period, index) => string.Create(
                CultureInfo.InvariantCulture, $"{(index == 0 ? 0 : period.Start + since):F1}:{period.Limit}"));
            var wanted = expected.Select(period => $"{period.Start}:{period.Limit}");
            throw new ExpectationException($"expected {string.Join(' ', wanted)}, found {string.Join(' ', found)}");
        }
    }
}
