using ChargerFirmware.Station.Metering;

namespace ChargerFirmware.Station.Ocpp16.Configuration;

/// <summary>The standard's names of what this station measures; an item may name one phase: <c>Voltage.L1</c>.</summary>
internal static class MeasurandNames
{
    private static readonly Dictionary<string, Measurand> s_measurands = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Energy.Active.Import.Register"] = Measurand.EnergyActiveImportRegister,
        ["Power.Active.Import"] = Measurand.PowerActiveImport,
        ["Power.Offered"] = Measurand.PowerOffered,
        ["Current.Import"] = Measurand.CurrentImport,
        ["Current.Offered"] = Measurand.CurrentOffered,
        ["Voltage"] = Measurand.Voltage,
        ["Frequency"] = Measurand.Frequency,
        ["Temperature"] = Measurand.Temperature,
        ["SoC"] = Measurand.SoC,
    };

    private static readonly Dictionary<Measurand, string> s_names = s_measurands.ToDictionary(pair => pair.Value, pair => pair.Key);

    public static string Write(MeasurandSelection selection) =>
        selection.Phase is { } phase ? $"{s_names[selection.Measurand]}.L{phase + 1}" : s_names[selection.Measurand];

    public static bool TryRead(string item, out MeasurandSelection selection)
    {
        var name = item;
        int? phase = null;
        if (item is [.., '.', 'L' or 'l', >= '1' and <= '3'])
        {
            phase = item[^1] - '1';
            name = item[..^3];
        }

        var known = s_measurands.TryGetValue(name, out var measurand) &&
            (phase is null || measurand is Measurand.Voltage or Measurand.CurrentImport or Measurand.PowerActiveImport);
        selection = new MeasurandSelection(measurand, phase);
        return known;
    }
}
