using System.Globalization;
using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Ocpp16.Mapping;
using Domain = ChargerFirmware.Station.Metering;

namespace ChargerFirmware.Station.Ocpp16.Transactions;

/// <summary>Samples in the standard's words. Every field with a default is written out: central systems guess wrongly.</summary>
internal static class SampleWriter
{
    public static MeterValue Write(MeterSample sample) => new()
    {
        Timestamp = sample.Timestamp,
        SampledValue = [.. sample.Values.SelectMany(value => Write(value, sample.Context))],
    };

    /// <summary>A signed value is written as it is read by people, and as the meter has signed it.</summary>
    private static IEnumerable<SampledValue> Write(MeasuredValue value, Domain.ReadingContext context)
    {
        var raw = WriteRaw(value, context);
        return value.Signature is { } signature ? [raw, raw with { Value = signature, Format = ValueFormat.SignedData }] : [raw];
    }

    private static SampledValue WriteRaw(MeasuredValue value, Domain.ReadingContext context) => new()
    {
        Value = value.Value.ToString(CultureInfo.InvariantCulture),
        Context = ReadingContexts.Write(context),
        Format = ValueFormat.Raw,
        Measurand = Measurands.Write(value.Measurand),
        Phase = value.Phase is { } phase ? PhaseOf(value.Measurand, phase) : null,
        Location = value.Measurand == Domain.Measurand.SoC ? Location.EV : Location.Outlet,
        Unit = UnitOf(value.Measurand),
    };

    /// <summary>A voltage is one between two conductors: phase to neutral.</summary>
    private static Phase PhaseOf(Domain.Measurand measurand, int phase) => measurand == Domain.Measurand.Voltage
        ? phase switch { 0 => Phase.L1N, 1 => Phase.L2N, _ => Phase.L3N }
        : phase switch { 0 => Phase.L1, 1 => Phase.L2, _ => Phase.L3 };

    /// <summary>Null for the frequency: the standard names no unit for it.</summary>
    private static UnitOfMeasure? UnitOf(Domain.Measurand measurand) => measurand switch
    {
        Domain.Measurand.EnergyActiveImportRegister => UnitOfMeasure.Wh,
        Domain.Measurand.PowerActiveImport or Domain.Measurand.PowerOffered => UnitOfMeasure.W,
        Domain.Measurand.CurrentImport or Domain.Measurand.CurrentOffered => UnitOfMeasure.A,
        Domain.Measurand.Voltage => UnitOfMeasure.V,
        Domain.Measurand.Temperature => UnitOfMeasure.Celsius,
        Domain.Measurand.SoC => UnitOfMeasure.Percent,
        _ => null,
    };
}
