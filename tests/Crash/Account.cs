using ChargerFirmware.Central.Records;
using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Ocpp16.Transactions;
using ChargerFirmware.Station.Protocol.Transactions;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Crash;

/// <summary>What the central system received against what happened, when the station has ended in order.</summary>
internal static class Account
{
    /// <exception cref="CrashException">They differ.</exception>
    public static void Check(Rig rig, IReadOnlyList<int> meterBefore)
    {
        var transactions = rig.Station.Sessions.ToList();
        foreach (var transaction in transactions)
        {
            CheckEnds(transaction);
            CheckValues(transaction, rig.Store.Samples(transaction.Id));
        }

        foreach (var connector in rig.Board.Site.Connectors)
        {
            CheckRegister(
                [.. transactions.Where(transaction => transaction.ConnectorId == connector.Number).OrderBy(transaction => transaction.Id)],
                meterBefore[connector.Number - 1],
                connector.Meter.EnergyImportWh,
                connector.ReferenceMeter.FlowedWh);
        }

        CheckStore(rig.StoreFolder);
        if (rig.Fault is { } fault)
        {
            throw new CrashException(fault);
        }
    }

    private static void CheckEnds(SessionRecord transaction)
    {
        if (transaction.IsRunning)
        {
            throw new CrashException($"{transaction} was never stopped");
        }

        if (transaction.StopTime < transaction.StartTime)
        {
            throw new CrashException($"{transaction} stopped at {transaction.StopTime:O}, before it started at {transaction.StartTime:O}");
        }
    }

    /// <summary>Each sample was written down twice in one commit: for MeterValues, and for StopTransaction. Sent twice is sent again.</summary>
    private static void CheckValues(SessionRecord transaction, IReadOnlyList<MeterSample> samples)
    {
        var reported = samples.Where(sample => IsPeriodic(sample) && !sample.IsTransactionData).Select(sample => sample.Time).ToList();
        var kept = samples.Where(sample => IsPeriodic(sample) && sample.IsTransactionData).Select(sample => sample.Time).ToList();
        if (!reported.Distinct().SequenceEqual(kept) || !reported.Order().SequenceEqual(reported))
        {
            throw new CrashException($"{transaction}: reported [{string.Join(", ", reported)}], kept [{string.Join(", ", kept)}]");
        }
    }

    /// <summary>
    /// To the watt-hour: nothing flows between transactions, so each begins with the register at which the one before ended. What
    /// flowed after a kill, until the contactor fell, is in it.
    /// </summary>
    private static void CheckRegister(List<SessionRecord> transactions, int before, double after, double flowedWh)
    {
        long at = before;
        foreach (var transaction in transactions)
        {
            if (transaction.MeterStartWh != at)
            {
                throw new CrashException($"{transaction} starts at {transaction.MeterStartWh} Wh, the register stood at {at} Wh");
            }

            at = transaction.MeterStopWh!.Value;
        }

        // A whole register is within half a watt-hour of the true one, and the meter's own last digit.
        if (Math.Abs(at - after) > 0.6)
        {
            throw new CrashException($"reported up to {at} Wh, the register stands at {after:F3} Wh: {string.Join("; ", transactions)}");
        }

        if (Math.Abs(after - before - flowedWh) > 1.1)
        {
            throw new CrashException($"{after - before:F3} Wh counted, {flowedWh:F3} Wh flowed");
        }
    }

    private static void CheckStore(string path)
    {
        using var folder = Store.Sqlite.Adapters.StoreFolder.Open(path, NullLogger.Instance);
        if (folder.Store.Damage is { } damaged)
        {
            throw new CrashException($"the store was damaged: {damaged}");
        }

        var left = new JournalView(folder.Store, TransactionMessages.Shared, NullLogger.Instance).List();
        if (left.Count > 0)
        {
            throw new CrashException($"{left.Count} messages still wait: {string.Join("; ", left)}");
        }

        if (Directory.GetFiles(path, "*.damaged-*") is { Length: > 0 } aside)
        {
            throw new CrashException($"a store was damaged on the way: {string.Join(", ", aside)}");
        }
    }

    private static bool IsPeriodic(MeterSample sample) =>
        sample is { Context: null or "Sample.Periodic", Measurand: null or "Energy.Active.Import.Register", Phase: null };
}
