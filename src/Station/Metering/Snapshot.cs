using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Devices;

namespace ChargerFirmware.Station.Metering;

/// <summary>
/// What is measured at a connector at one instant: the only source of samples, telemetry and views, so that they cannot differ in
/// what they take for the temperature, for L1, or for known. Null is what is not known.
/// </summary>
public sealed record Snapshot
{
    /// <summary>What an empty list of measurands stands for (OCPP 1.6, 9.1.18).</summary>
    private static readonly IReadOnlyList<MeasurandSelection> s_register = [new(Measurand.EnergyActiveImportRegister)];

    private Snapshot(MeterReading? reading, IReadOnlyList<PhaseValue> phases, ConnectorDevices devices)
    {
        Reading = reading;
        Phases = phases;
        TemperatureC = TemperatureOf(devices.Temperature, reading);
        StateOfChargePercent = devices.Controller.Vehicle.StateOfChargePercent;
        Offer = devices.Controller.Offer;
    }

    /// <summary>The meter's; null where it is not known: before the first, and while the meter is lost.</summary>
    public MeterReading? Reading { get; }

    /// <summary>What the meter measures, by the grid's phases and in the order of the meter's inputs; empty without a reading.</summary>
    public IReadOnlyList<PhaseValue> Phases { get; }

    /// <summary>
    /// In °C: that of the outlet, where the charge point's heat is made and limited (OCPP 1.6, 7.31: inside the charge point). That
    /// of the meter only at an outlet without a sensor: a sensor that is lost is not known, and no other place stands in for it.
    /// </summary>
    public double? TemperatureC { get; }

    /// <summary>As the vehicle says it, in %.</summary>
    public double? StateOfChargePercent { get; }

    /// <summary>What the vehicle is offered.</summary>
    public EnergyOffer Offer { get; }

    /// <summary>The grid's first phase that is measured, in V.</summary>
    public double? VoltageV => Phases.Count > 0 ? Phases.MinBy(static phase => phase.Phase ?? 0).VoltageV : null;

    /// <param name="reading">With a register that is believed; null where none is.</param>
    /// <param name="rotation">How the meter's phases lie on the grid's. Without meaning at DC, which has one unnamed phase.</param>
    public static Snapshot Of(ConnectorDevices devices, MeterReading? reading, PhaseRotation rotation) => new(
        reading,
        reading is null ? [] : [.. reading.Phases.Select((phase, input) => new PhaseValue(
            devices.IsDirectCurrent ? null : GridPhaseOf(rotation, input), phase.VoltageV, phase.CurrentA, phase.PowerW))],
        devices);

    /// <summary>
    /// The values of a list that may be empty without meaning nothing. Where none of its measurands is known here (SoC at AC), the register
    /// again: a MeterValue without a value is none, and a central system that refuses it would hold up what waits behind it.
    /// </summary>
    public IReadOnlyList<MeasuredValue> SelectOrRegister(IReadOnlyList<MeasurandSelection> selections) =>
        Select(selections) is { Count: > 0 } values ? values : Select(s_register);

    /// <summary>The selected values; a measurand that is not known here is left out, never made up.</summary>
    public IReadOnlyList<MeasuredValue> Select(IReadOnlyList<MeasurandSelection> selections)
    {
        var values = new List<MeasuredValue>();
        foreach (var selection in selections)
        {
            Add(values, selection);
        }

        return values;
    }

    private void Add(List<MeasuredValue> values, MeasurandSelection selection)
    {
        switch (selection.Measurand)
        {
            case Measurand.EnergyActiveImportRegister when selection.Phase is null:
                AddIfKnown(values, Measurand.EnergyActiveImportRegister, Reading?.EnergyImportWh, 0);
                break;
            case Measurand.PowerActiveImport when selection.Phase is null:
                AddIfKnown(values, Measurand.PowerActiveImport, Reading?.PowerW, 1);
                break;
            case Measurand.PowerActiveImport:
                AddPhases(values, selection, static phase => phase.PowerW, 1);
                break;
            case Measurand.CurrentImport:
                AddPhases(values, selection, static phase => phase.CurrentA, 3);
                break;
            case Measurand.Voltage:
                AddPhases(values, selection, static phase => phase.VoltageV, 1);
                break;
            case Measurand.Frequency:
                AddIfKnown(values, Measurand.Frequency, Reading?.FrequencyHz, 2);
                break;
            case Measurand.Temperature:
                AddIfKnown(values, Measurand.Temperature, TemperatureC, 1);
                break;
            case Measurand.SoC:
                AddIfKnown(values, Measurand.SoC, StateOfChargePercent, 0);
                break;
            case Measurand.CurrentOffered:
                AddIfKnown(values, Measurand.CurrentOffered, Offer.Permitted ? Offer.LimitA : 0, 1);
                break;
            case Measurand.PowerOffered:
                AddIfKnown(values, Measurand.PowerOffered, Offer.Permitted ? Offer.LimitW : 0, 0);
                break;
        }
    }

    private void AddPhases(
        List<MeasuredValue> values, MeasurandSelection selection, Func<PhaseValue, double> value, int decimals)
    {
        foreach (var phase in Phases)
        {
            // Who asks for L1 of a DC outlet gets its only value.
            if (selection.Phase is null || selection.Phase == (phase.Phase ?? 0))
            {
                values.Add(new(selection.Measurand, Round(value(phase), decimals), phase.Phase));
            }
        }
    }

    private static double? TemperatureOf(ITemperatureSensor? sensor, MeterReading? reading) =>
        sensor is null ? reading?.TemperatureC
        : sensor.Health == DeviceHealth.Lost ? null
        : sensor.TemperatureC;

    private static int GridPhaseOf(PhaseRotation rotation, int input) => rotation switch
    {
        PhaseRotation.RTS => input switch { 0 => 0, 1 => 2, _ => 1 },
        PhaseRotation.SRT => input switch { 0 => 1, 1 => 0, _ => 2 },
        PhaseRotation.STR => input switch { 0 => 1, 1 => 2, _ => 0 },
        PhaseRotation.TRS => input switch { 0 => 2, 1 => 0, _ => 1 },
        PhaseRotation.TSR => input switch { 0 => 2, 1 => 1, _ => 0 },
        _ => input,
    };

    private static void AddIfKnown(List<MeasuredValue> values, Measurand measurand, double? value, int decimals)
    {
        if (value is { } known)
        {
            values.Add(new(measurand, Round(known, decimals)));
        }
    }

    private static decimal Round(double value, int decimals) => Math.Round((decimal)value, decimals, MidpointRounding.ToEven);
}
