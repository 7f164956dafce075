using ChargerFirmware.Hardware;

namespace ChargerFirmware.Station.Faults;

/// <summary>
/// The mains as one AC meter sees them. Too high or too low counts when the readings of 1 s say so, never by a single one. A meter
/// that has fallen silent proves nothing: what it said last holds.
/// </summary>
internal sealed class SupplyVoltage(TimeProvider time)
{
    private const double HighestV = 265;
    private const double LowestV = 190;
    private static readonly TimeSpan s_held = TimeSpan.FromSeconds(1);

    private long? _highSince;
    private long? _lowSince;

    public bool IsTooHigh { get; private set; }

    public bool IsTooLow { get; private set; }

    /// <param name="phases">Phases that are wired; others read as nothing.</param>
    /// <returns>True when <see cref="IsTooHigh"/> or <see cref="IsTooLow"/> has changed.</returns>
    public bool Note(MeterReading reading, int phases)
    {
        var before = (IsTooHigh, IsTooLow);
        var voltagesV = reading.Phases.Take(phases).Select(phase => phase.VoltageV);
        IsTooHigh = Held(voltagesV.Any(voltageV => voltageV > HighestV), reading.Timestamp, ref _highSince);
        IsTooLow = Held(voltagesV.Any(voltageV => voltageV < LowestV), reading.Timestamp, ref _lowSince);
        return before != (IsTooHigh, IsTooLow);
    }

    private bool Held(bool condition, long now, ref long? since)
    {
        since = condition ? since ?? now : null;
        return since is { } began && time.GetElapsedTime(began, now) >= s_held;
    }
}
