using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Ocpp16.Mapping;

namespace ChargerFirmware.Station.Ocpp16.Transactions;

/// <summary>StopTransaction of a transaction that has ended, never longer than what gets through everywhere.</summary>
internal static class StopWriter
{
    /// <summary>
    /// The most bytes of its payload: common gateways close a link on which more than 128 KiB come, and nothing that waits behind
    /// such a message would ever arrive.
    /// </summary>
    public const int MaxBytes = 120 * 1024;

    /// <summary>
    /// Where there are too many samples, every second one between the first and the last goes, until it fits. What the meter has signed
    /// stays: it cannot be had again.
    /// </summary>
    public static StopTransactionRequest Write(TransactionEnded ended, IReadOnlyList<MeterSample> samples, long? centralSystemId)
    {
        var data = samples.Select(sample => (Value: SampleWriter.Write(sample), IsSigned: sample.Values.Any(value => value.Signature is not null))).ToList();
        var stop = Stop();
        while (Ocpp16Catalog.StopTransaction.EncodeRequest(stop).Length > MaxBytes && Thin())
        {
            stop = Stop();
        }

        return stop;

        StopTransactionRequest Stop() => new()
        {
            TransactionId = centralSystemId ?? TransactionMessages.UnknownTransactionId,
            IdTag = ended.StopIdToken is { } idToken ? IdTags.Write(idToken) : null,
            MeterStop = ended.MeterStopWh,
            Timestamp = ended.At,
            Reason = StopReasons.Write(ended.StopReason),
            TransactionData = data.Count == 0 ? null : [.. data.Select(entry => entry.Value)],
        };

        bool Thin()
        {
            var before = data.Count;
            for (var index = data.Count - 2; index > 0; index -= 2)
            {
                if (!data[index].IsSigned)
                {
                    data.RemoveAt(index);
                }
            }

            return data.Count < before;
        }
    }
}
