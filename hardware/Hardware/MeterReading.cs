namespace ChargerFirmware.Hardware;

/// <summary>One consistent reading of a meter.</summary>
/// <param name="Timestamp">When it was read: <see cref="TimeProvider.GetTimestamp"/>.</param>
/// <param name="EnergyImportWh">The import register in Wh, not negative. Of the same meter it never goes back, but for faults of it.</param>
/// <param name="PowerW">Total active power, import positive.</param>
/// <param name="Phases">One element a phase, L1 first; exactly one for DC.</param>
public sealed record MeterReading(
    long Timestamp,
    long EnergyImportWh,
    double PowerW,
    IReadOnlyList<PhaseReading> Phases)
{
    /// <summary>The least by which the register can step where it stands now, in Wh: coarse models count kWh.</summary>
    public double EnergyStepWh { get; init; } = 1;

    /// <summary>Mains frequency in Hz, where the meter measures it.</summary>
    public double? FrequencyHz { get; init; }

    /// <summary>Temperature inside the meter in °C, where it measures it.</summary>
    public double? TemperatureC { get; init; }

    /// <summary>The largest current of any phase, in A.</summary>
    public double CurrentA
    {
        get
        {
            var highest = 0.0;
            foreach (var phase in Phases)
            {
                highest = Math.Max(highest, Math.Abs(phase.CurrentA));
            }

            return highest;
        }
    }

    /// <summary>The voltage of the first phase, in V.</summary>
    public double VoltageV => Phases.Count > 0 ? Phases[0].VoltageV : 0;
}
