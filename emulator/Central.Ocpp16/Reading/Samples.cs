using ChargerFirmware.Central.Records;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Central.Ocpp16.Reading;

/// <summary>Meter values as the core keeps them.</summary>
internal static class Samples
{
    public static IReadOnlyList<MeterSample> Of(IEnumerable<MeterValue>? values, bool isTransactionData = false) =>
    [
        .. (values ?? []).SelectMany(value => value.SampledValue.Select(sampled => new MeterSample(
            value.Timestamp, sampled.Value, Words.OfOptional(sampled.Context), Words.OfOptional(sampled.Format), Words.OfOptional(sampled.Measurand),
            Words.OfOptional(sampled.Phase), Words.OfOptional(sampled.Location), Words.OfOptional(sampled.Unit))
        {
            IsTransactionData = isTransactionData,
        })),
    ];
}
