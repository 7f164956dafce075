namespace ChargerFirmware.Hardware.Modbus.Meters;

/// <summary>What a reading cannot be, whatever the meter. The bounds lie far beyond any charger; they catch garbage, not faults.</summary>
internal static class MeterPlausibility
{
    private const double MaxEnergyWh = 1e12;
    private const double MaxVoltageV = 2000;
    private const double MaxCurrentA = 10_000;
    private const double MaxPowerW = 10e6;

    /// <summary>What is absurd about the values by themselves, or null.</summary>
    public static string? Absurdity(MeterValues values)
    {
        if (!(values.EnergyImportWh is >= 0 and <= MaxEnergyWh))
        {
            return FormattableString.Invariant($"it reports an energy of {values.EnergyImportWh} Wh");
        }

        if (!(Math.Abs(values.PowerW) <= MaxPowerW))
        {
            return FormattableString.Invariant($"it reports a power of {values.PowerW} W");
        }

        foreach (var phase in values.Phases)
        {
            if (!(Math.Abs(phase.VoltageV) <= MaxVoltageV && Math.Abs(phase.CurrentA) <= MaxCurrentA && Math.Abs(phase.PowerW) <= MaxPowerW))
            {
                return FormattableString.Invariant($"it reports {phase.VoltageV} V, {phase.CurrentA} A, {phase.PowerW} W");
            }
        }

        return (values.FrequencyHz is { } frequency && !double.IsFinite(frequency)) || (values.TemperatureC is { } heat && !double.IsFinite(heat))
            ? "it reports a frequency or temperature that is not a number"
            : null;
    }

    /// <summary>
    /// Whether the register goes on as the power says. Where it does not, it may not be the same meter: no more
    /// than that, for power changes between two readings.
    /// </summary>
    public static bool GoesOn(MeterReading before, MeterReading reading, TimeProvider time)
    {
        var grownWh = reading.EnergyImportWh - before.EnergyImportWh;
        var hours = time.GetElapsedTime(before.Timestamp, reading.Timestamp).TotalHours;
        var mostWh = (2 * hours * Math.Max(0, Math.Max(before.PowerW, reading.PowerW))) + (2 * (reading.EnergyStepWh + 1));
        return grownWh >= -reading.EnergyStepWh && grownWh <= mostWh;
    }
}
