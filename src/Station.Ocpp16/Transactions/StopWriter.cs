using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Station.Ocpp16.Transactions;

/// <summary>StopTransaction of a transaction that has ended, never longer than what gets through everywhere.</summary>
internal static class StopWriter
{
    /// <summary>
    /// The most bytes of its payload: common gateways close a link on which more than 128 KiB come, and nothing that waits behind
    /// such a message would ever arrive.
    /// </summary>
    public const int MaxBytes = 120 * 1024;

    /// <summary>Where there are too many samples, every second one between the first and the last goes, until it fits.</summary>
    public static StopTransactionRequest Write(Transaction transaction)
    {
        var data = transaction.Data.Select(SampleWriter.Write).ToList();
        var stop = new StopTransactionRequest
        {
            TransactionId = TransactionJournal.UnknownTransactionId,
            IdTag = transaction.StopIdTag,
            MeterStop = transaction.MeterStopWh!.Value,
            Timestamp = transaction.StoppedAt!.Value,
            Reason = Enum.Parse<Reason>(transaction.StopReason!.Value.ToString()),
            TransactionData = data.Count == 0 ? null : data,
        };
        while (data.Count > 2 && Ocpp16Catalog.StopTransaction.EncodeRequest(stop).Length > MaxBytes)
        {
            Transaction.Thin(data);
        }

        return stop;
    }
}
