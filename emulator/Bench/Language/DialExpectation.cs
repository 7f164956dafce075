namespace ChargerFirmware.Bench.Language;

/// <summary>
/// <c>expect dial OUTCOME</c>: the station's next attempt to connect, behind those spoken of already, ended so; <c>expect no dial for</c>:
/// there is none from now on.
/// </summary>
internal static class DialExpectation
{
    public static async Task<string?> RunAsync(Session session, Words words, Duration within)
    {
        var wanted = words.Next("accepted, an HTTP status, Unreachable, TimedOut or NoSubprotocol");
        if (words.TryTake("within"))
        {
            within = words.NextDuration();
        }

        words.End();
        var position = session.DialPosition;
        var outcomes = session.Bench.Dials.Outcomes;
        if (!await session.Bench.UntilAsync(() => outcomes.Count > position, within))
        {
            throw new ExpectationException($"expected dial {wanted} within {within}, and the station did not try");
        }

        session.DialPosition = position + 1;
        return outcomes[position] == wanted
            ? null
            : throw new ExpectationException($"expected dial {wanted}, found dial {outcomes[position]}");
    }

    public static async Task<string?> RunAbsenceAsync(Session session, Words words)
    {
        if (!words.TryTake("for"))
        {
            throw new BenchException("expected 'for' and a duration: absence needs a time");
        }

        var duration = words.NextDuration();
        words.End();
        var outcomes = session.Bench.Dials.Outcomes;
        var count = outcomes.Count;
        return await session.Bench.UntilAsync(() => outcomes.Count > count, duration)
            ? throw new ExpectationException($"expected no dial for {duration}, found dial {outcomes[count]}")
            : null;
    }
}
