using System.Globalization;
using ChargerFirmware.CentralSystem.Transactions;

namespace ChargerFirmware.Bench.Language;

/// <summary>
/// <c>expect energy told = energy flowed</c>: what the central system was told of all transactions equals what the oracle saw
/// flow, to the resolution of the meters' registers. <c>expect energy told at least N Wh</c> keeps that from being true of nothing.
/// </summary>
internal static class EnergyExpectation
{
    /// <summary>Both ends of a transaction are cut to whole Wh: less than one Wh off; the rest is for the meter's own last digit.</summary>
    private const double ResolutionWh = 1.1;

    public static async Task<string?> RunAsync(Session session, Words words)
    {
        Expect(words, "told");
        if (words.TryTake("at"))
        {
            Expect(words, "least");
            var least = words.NextNumber("an energy in Wh");
            Expect(words, "Wh");
            var told = Told(session.Bench).Sum(connector => connector.ToldWh);
            return told >= least ? null : throw new ExpectationException(Text($"expected at least {least} Wh told, found {told} Wh"));
        }

        Expect(words, "=");
        Expect(words, "energy");
        Expect(words, "flowed");
        await session.Bench.UntilAsync(() => TransactionsOf(session.Bench).All(transaction => transaction.MeterStopWh is not null), TimeSpan.FromSeconds(30));
        foreach (var (number, toldWh, count) in Told(session.Bench))
        {
            var flowed = session.Bench.FlowedWh(number);
            if (Math.Abs(toldWh - flowed) > ResolutionWh * count)
            {
                throw new ExpectationException(Text($"connector {number}: {toldWh} Wh told in {count} transactions, {flowed:F3} Wh flowed"));
            }
        }

        return null;
    }

    private static IEnumerable<(int Number, long ToldWh, int Count)> Told(Workbench bench) =>
        from connector in bench.Site.Connectors
        let ended = TransactionsOf(bench)
            .Where(transaction => transaction.ConnectorId == connector.Number && transaction.MeterStopWh is not null).ToList()
        select (connector.Number, ended.Sum(transaction => transaction.EnergyWh!.Value), ended.Count);

    private static IEnumerable<TransactionRecord> TransactionsOf(Workbench bench) => bench.Csms is { } csms
        ? csms.Transactions.Of(bench.StationId)
        : throw new BenchException("the central system is somebody else's: what it was told is not known here");

    private static void Expect(Words words, string word)
    {
        if (!words.TryTake(word))
        {
            throw new BenchException($"expected '{word}', found '{words.Peek}'");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
