using ChargerFirmware.Hardware;

namespace ChargerFirmware.Station.Metering;

/// <summary>Everything a sample can be made of, as it was at one instant.</summary>
/// <param name="Reading">The meter's reading; null where it is not known: no value of it is sampled then.</param>
/// <param name="Vehicle">What the vehicle told of itself.</param>
/// <param name="Offer">What it was offered.</param>
/// <param name="IsDirectCurrent">DC has one unnamed phase.</param>
/// <param name="Rotation">How the meter's phases lie on the grid's; values are told by the grid's.</param>
public sealed record Snapshot(
    MeterReading? Reading, VehicleData Vehicle, EnergyOffer Offer, bool IsDirectCurrent, PhaseRotation Rotation = PhaseRotation.RST)
{
    /// <summary>What an empty list of measurands stands for (OCPP 1.6, 9.1.18).</summary>
    private static readonly IReadOnlyList<MeasurandSelection> s_register = [new(Measurand.EnergyActiveImportRegister)];

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
                AddIfKnown(values, Measurand.Temperature, Reading?.TemperatureC, 1);
                break;
            case Measurand.SoC:
                AddIfKnown(values, Measurand.SoC, Vehicle.StateOfChargePercent, 0);
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
        List<MeasuredValue> values, MeasurandSelection selection, Func<PhaseReading, double> value, int decimals)
    {
        for (var input = 0; input < Reading?.Phases.Count; input++)
        {
            var phase = GridPhaseOf(input);
            if (selection.Phase is null || selection.Phase == phase)
            {
                values.Add(new(selection.Measurand, Round(value(Reading.Phases[input]), decimals), IsDirectCurrent ? null : phase));
            }
        }
    }

    private int GridPhaseOf(int input) => Rotation is PhaseRotation.NotApplicable or PhaseRotation.Unknown
        ? input
        : Rotation.ToString()[input] - 'R';

    private static void AddIfKnown(List<MeasuredValue> values, Measurand measurand, double? value, int decimals)
    {
        if (value is { } known)
        {
            values.Add(new(measurand, Round(known, decimals)));
        }
    }

    private static decimal Round(double value, int decimals) => Math.Round((decimal)value, decimals, MidpointRounding.ToEven);
}
