using ChargerFirmware.Station.Connectors;

namespace ChargerFirmware.Telemetry.Mqtt.Pictures;

/// <summary>What is measured at a connector, in the units of the names; null is what is not known: of a meter that is silent, nothing.</summary>
/// <param name="EnergyWh">The meter's import register.</param>
/// <param name="CurrentA">Of the phase with the highest.</param>
/// <param name="LimitA">The limit in force; AC a phase, DC at the output.</param>
internal sealed record Measurement(
    double? PowerW, long? EnergyWh, double? VoltageV, double? CurrentA, double? SocPercent, double? TemperatureC, double? LimitA, double? LimitW)
{
    /// <summary>What a value may differ by without being told, in the order of the fields.</summary>
    private const double PowerBandW = 25, EnergyBandWh = 10, VoltageBandV = 1, CurrentBandA = 0.1, SocBandPercent = 1, TemperatureBandC = 0.5;

    public static Measurement Of(Connector connector)
    {
        var measured = connector.Known();
        var limit = connector.Limit;
        return new Measurement(
            Round(measured.Reading?.PowerW, 0),
            measured.Reading?.EnergyImportWh,
            Round(measured.VoltageV, 1),
            Round(measured.Reading?.CurrentA, 2),
            Round(measured.StateOfChargePercent, 0),
            Round(measured.TemperatureC, 1),
            Round(limit.MaxCurrentA, 1),
            Round(limit.MaxPowerW, 0));
    }

    /// <summary>Whether it says nothing that <paramref name="told"/> has not said. A limit has no dead band, nor has what comes or goes.</summary>
    public bool IsNear(Measurement told) =>
        IsNear(PowerW, told.PowerW, PowerBandW) && IsNear(EnergyWh, told.EnergyWh, EnergyBandWh) && IsNear(VoltageV, told.VoltageV, VoltageBandV) &&
        IsNear(CurrentA, told.CurrentA, CurrentBandA) && IsNear(SocPercent, told.SocPercent, SocBandPercent) &&
        IsNear(TemperatureC, told.TemperatureC, TemperatureBandC) && LimitA == told.LimitA && LimitW == told.LimitW;

    private static bool IsNear(double? now, double? told, double band) =>
        now is null == told is null && Math.Abs((now ?? 0) - (told ?? 0)) < band;

    private static double? Round(double? value, int decimals) => value is { } known ? Math.Round(known, decimals) : null;
}
