namespace ChargerFirmware.Station.Faults;

/// <summary>What temperature does to a connector: from 60 °C its limit falls in a straight line, at 80 °C it is 0, above 85 °C it stops.</summary>
internal static class Derating
{
    public const double OverTemperatureC = 85;

    /// <summary>An outlet that was too hot counts as cool again 10 K below.</summary>
    public const double RecoveredC = OverTemperatureC - 10;

    private const double BeginsC = 60;
    private const double EndsC = 80;

    /// <summary>The part of its limit that a connector may deliver, 0 to 1.</summary>
    public static double FactorAt(double temperatureC) => Math.Clamp((EndsC - temperatureC) / (EndsC - BeginsC), 0, 1);
}
