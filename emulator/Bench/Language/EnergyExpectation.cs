using System.Globalization;
using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Bench.Language;

/// <summary>
/// <c>expect energy reported = energy flowed</c>: the energy of all transactions at the central system equals what the reference meter saw
/// flow, to the resolution of the meters' registers; less what no reading could show
/// because a register began anew. <c>expect energy reported at least N Wh</c> keeps that from being true of nothing.
/// </summary>
internal static class EnergyExpectation
{
    /// <summary>Both ends of a transaction are cut to whole Wh: less than one Wh off; the rest is for the meter's own last digit.</summary>
    private const double ResolutionWh = 1.1;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);

    public static async Task<string?> RunAsync(Session session, Words words)
    {
        // "told" is the former word: an alias for one release.
        if (!words.TryTake("told"))
        {
            Expect(words, "reported");
        }

        if (words.TryTake("at"))
        {
            Expect(words, "least");
            var least = words.NextNumber("an energy in Wh", 0, 1e15);
            Expect(words, "Wh");
            words.End();
            var reported = Reported(session.Bench, await TransactionsAsync(session.Bench)).Sum(connector => connector.ReportedWh);
            return reported >= least ? null : throw new ExpectationException(Text($"expected at least {least} Wh reported, found {reported} Wh"));
        }

        Expect(words, "=");
        Expect(words, "energy");
        Expect(words, "flowed");
        words.End();
        foreach (var (number, reportedWh, count) in Reported(session.Bench, await EndedAsync(session.Bench)))
        {
            var flowed = session.Bench.FlowedWh(number);
            var unmeteredWh = session.Bench.MeterChanges.UnmeteredWh(number);
            if (reportedWh > flowed + (ResolutionWh * count) || reportedWh < flowed - unmeteredWh - (ResolutionWh * Math.Max(1, count)))
            {
                var but = unmeteredWh > 0 ? Text($", {unmeteredWh:F3} Wh of it while a register began anew") : "";
                throw new ExpectationException(Text($"connector {number}: {reportedWh} Wh reported in {count} transactions, {flowed:F3} Wh flowed{but}"));
            }
        }

        return null;
    }

    private static IEnumerable<(int Number, long ReportedWh, int Count)> Reported(Workbench bench, IReadOnlyList<SessionRecord> transactions) =>
        from connector in bench.Site.Connectors
        let ended = transactions
            .Where(transaction => transaction.ConnectorId == connector.Number && transaction.MeterStopWh is not null).ToList()
        select (connector.Number, ended.Sum(transaction => transaction.EnergyWh!.Value), ended.Count);

    /// <summary>Gives the end of the last transaction its time to arrive.</summary>
    private static async Task<IReadOnlyList<SessionRecord>> EndedAsync(Workbench bench)
    {
        IReadOnlyList<SessionRecord> transactions = [];
        await bench.UntilAsync(
            async () =>
            {
                transactions = await TransactionsAsync(bench);
                return transactions.All(transaction => transaction.MeterStopWh is not null);
            },
            s_patience,
            s_look);
        return transactions;
    }

    private static Task<List<SessionRecord>> TransactionsAsync(Workbench bench) => bench.Csms is not null
        ? bench.CentralSystem.AskAsync((csms, _) => csms.Sessions.Of(bench.StationId).ToList())
        : throw new BenchException("the central system is somebody else's: what was reported to it is not known here");

    private static void Expect(Words words, string word)
    {
        if (!words.TryTake(word))
        {
            throw new BenchException($"expected '{word}', found '{words.Peek}'");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
