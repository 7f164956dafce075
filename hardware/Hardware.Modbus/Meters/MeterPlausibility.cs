namespace ChargerFirmware.Hardware.Modbus.Meters;

/// <summary>What a reading cannot be, whatever the meter. The bounds lie far beyond any charger; they catch garbage, not faults.</summary>
internal static class MeterPlausibility
{
    private const double MaxEnergyWh = 1e12;
    private const double MaxVoltageV = 2000;
    private const double MaxCurrentA = 10_000;
    private const double MaxPowerW = 10e6;

    /// <summary>No outlet feeds more: an energy that grows faster is a misread register.</summary>
    private const double MaxFeedW = 2e6;

    /// <summary>A register may step by this much at once: the coarsest models count kWh.</summary>
    private const double CoarsestStepWh = 1000;

    /// <summary>What is absurd about the values by themselves, or null.</summary>
    public static string? Absurdity(MeterValues values)
    {
        if (!(values.EnergyImportWh is >= 0 and <= MaxEnergyWh))
        {
            return FormattableString.Invariant($"it tells an energy of {values.EnergyImportWh} Wh");
        }

        if (!(Math.Abs(values.PowerW) <= MaxPowerW))
        {
            return FormattableString.Invariant($"it tells a power of {values.PowerW} W");
        }

        foreach (var phase in values.Phases)
        {
            if (!(Math.Abs(phase.VoltageV) <= MaxVoltageV && Math.Abs(phase.CurrentA) <= MaxCurrentA && Math.Abs(phase.PowerW) <= MaxPowerW))
            {
                return FormattableString.Invariant($"it tells {phase.VoltageV} V, {phase.CurrentA} A, {phase.PowerW} W");
            }
        }

        return (values.FrequencyHz is { } frequency && !double.IsFinite(frequency)) || (values.TemperatureC is { } heat && !double.IsFinite(heat))
            ? "it tells a frequency or temperature that is no number"
            : null;
    }

    /// <summary>What is impossible about a reading after the one before it, or null.</summary>
    public static string? Jump(MeterReading before, MeterReading reading, TimeProvider time)
    {
        var grownWh = reading.EnergyImportWh - before.EnergyImportWh;
        var hours = time.GetElapsedTime(before.Timestamp, reading.Timestamp).TotalHours;
        if (grownWh < 0)
        {
            return $"its energy went back from {before.EnergyImportWh} to {reading.EnergyImportWh} Wh";
        }

        return grownWh > (MaxFeedW * hours) + CoarsestStepWh
            ? $"its energy jumped from {before.EnergyImportWh} to {reading.EnergyImportWh} Wh"
            : null;
    }
}
