using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Faults;

namespace ChargerFirmware.Station.Connectors;

/// <summary>What a connector may deliver now.</summary>
/// <param name="MaxCurrentA">AC a phase, DC at the output, in A.</param>
/// <param name="MaxPowerW">In W, or null where only the current bounds.</param>
/// <param name="MinCurrentA">Below it nothing can be delivered.</param>
public readonly record struct EnergyLimit(double MaxCurrentA, double? MaxPowerW, double MinCurrentA)
{
    /// <summary>IEC 61851-1 knows no duty cycle for less than 6 A.</summary>
    public const double AlternatingMinimumA = 6.0;

    public bool IsBelowMinimum => MaxCurrentA < MinCurrentA || MaxCurrentA <= 0 || MaxPowerW <= 0;

    public EnergyOffer ToOffer() => IsBelowMinimum ? EnergyOffer.None : new EnergyOffer(true, MaxCurrentA, MaxPowerW);

    /// <summary>What the hardware allows: outlet, cable and the outlet's temperature.</summary>
    public static EnergyLimit Of(ConnectorDevices devices)
    {
        var roles = devices.Roles;
        var factor = devices.Temperature?.TemperatureC is { } temperatureC ? Derating.FactorAt(temperatureC) : 1;
        return devices.IsDirectCurrent
            ? new EnergyLimit(
                factor * roles.MaxCurrentA, factor * roles.MaxPowerW, Math.Max(roles.MinCurrentA ?? 0, devices.Controller.Vehicle.MinCurrentA ?? 0))
            : new EnergyLimit(
                Math.Min(factor * roles.MaxCurrentA, devices.Controller.CableLimitA ?? roles.MaxCurrentA), null, AlternatingMinimumA);
    }
}
