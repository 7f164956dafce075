using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Devices;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Profiles;

namespace ChargerFirmware.Station.Outlets;

/// <summary>What a connector may deliver now.</summary>
/// <param name="MaxCurrentA">AC a phase, DC at the output, in A.</param>
/// <param name="MaxPowerW">In W, or null where only the current bounds.</param>
/// <param name="MinCurrentA">Below it nothing can be delivered.</param>
/// <param name="MinPowerW">
/// Nor below this power: the least current at the reference voltage, for a limit by the measured one would swing with what it does.
/// </param>
public readonly record struct EnergyLimit(double MaxCurrentA, double? MaxPowerW, double MinCurrentA, double MinPowerW = 0)
{
    /// <summary>IEC 61851-1 knows no duty cycle for less than 6 A.</summary>
    public const double AlternatingMinimumA = 6.0;

    public bool IsBelowMinimum => MaxCurrentA < MinCurrentA || MaxCurrentA <= 0 || MaxPowerW <= 0 || MaxPowerW < MinPowerW;

    public EnergyOffer ToOffer() => IsBelowMinimum ? EnergyOffer.None : new EnergyOffer(true, MaxCurrentA, MaxPowerW);

    /// <summary>What the hardware allows: outlet, cable and the outlet's temperature.</summary>
    public static EnergyLimit Of(ConnectorDevices devices)
    {
        var roles = devices.Roles;
        var factor = devices.Temperature?.TemperatureC is { } temperatureC ? Derating.FactorAt(temperatureC) : 1;
        if (!devices.IsDirectCurrent)
        {
            return new EnergyLimit(
                Math.Min(factor * roles.MaxCurrentA, devices.Controller.CableLimitA ?? roles.MaxCurrentA), null, AlternatingMinimumA);
        }

        var leastA = Math.Max(roles.MinCurrentA ?? 0, devices.Controller.Vehicle.MinCurrentA ?? 0);
        return new EnergyLimit(
            factor * roles.MaxCurrentA, factor * roles.MaxPowerW, leastA,
            leastA * (roles.ReferenceVoltageV ?? (double)ConnectorSupply.UsualReferenceVoltageV));
    }

    /// <summary>What is left of it under charging profiles: amperes a phase at AC, watts at DC; null where they do not bound.</summary>
    public EnergyLimit Within(decimal? profileLimit, bool isDirectCurrent) => profileLimit is not { } limit
        ? this
        : isDirectCurrent
            ? this with { MaxPowerW = Math.Min(MaxPowerW ?? double.MaxValue, (double)limit) }
            : this with { MaxCurrentA = Math.Min(MaxCurrentA, (double)limit) };
}
