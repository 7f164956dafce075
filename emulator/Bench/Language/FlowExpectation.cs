using System.Globalization;

namespace ChargerFirmware.Bench.Language;

/// <summary>
/// What flows through a contactor, by the physics and not by the station: <c>expect current 16 A</c>, <c>expect power 11040 W</c>, to a
/// hundredth; and <c>expect total at most 30000 W for 5m</c> of all connectors together.
/// </summary>
internal static class FlowExpectation
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(500);

    public static async Task<string?> RunAsync(Session session, string what, Words words, Duration within)
    {
        var wanted = words.NextNumber($"a {what}", -1e9, 1e9);
        Expect(words, what == "current" ? "A" : "W");
        within = words.TryTake("within") ? words.NextDuration() : within;
        words.End();
        var flow = session.Bench.Physical(session.Connector).Flow;
        double Found() => what == "current" ? flow.Phases.Max(phase => phase.CurrentA) : flow.PowerW;
        return await session.Bench.UntilAsync(() => Math.Abs(Found() - wanted) <= Math.Max(0.01 * wanted, 0.05), within)
            ? null
            : throw new ExpectationException(string.Create(
                CultureInfo.InvariantCulture, $"connector {session.Connector}: expected a {what} of {wanted} within {within}, found {Found():F2}"));
    }

    public static async Task<string?> RunTotalAsync(Session session, Words words)
    {
        Expect(words, "at");
        Expect(words, "most");
        var most = words.NextNumber("a power", -1e9, 1e9);
        Expect(words, "W");
        Expect(words, "for");
        var duration = words.NextDuration();
        words.End();
        var found = 0.0;
        double Total() => session.Bench.Site.Connectors.Sum(connector => connector.Flow.PowerW);
        return await session.Bench.UntilAsync(() => (found = Total()) > most, duration, s_look)
            ? throw new ExpectationException(string.Create(CultureInfo.InvariantCulture, $"expected at most {most} W in all, found {found:F0} W"))
            : null;
    }

    private static void Expect(Words words, string word)
    {
        if (!words.TryTake(word))
        {
            throw new BenchException($"expected '{word}', found '{words.Peek}'");
        }
    }
}
