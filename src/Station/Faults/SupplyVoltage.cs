using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Devices;

namespace ChargerFirmware.Station.Faults;

/// <summary>
/// The mains as one AC meter sees them. Too high or too low counts when the readings of 1 s say so, never by a single one. A meter
/// that has fallen silent proves nothing: what it said last holds.
/// </summary>
internal sealed class SupplyVoltage : IDisposable
{
    private const double HighestV = 265;
    private const double LowestV = 190;
    private static readonly TimeSpan s_held = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly ConnectorDevices _connector;
    private readonly Action _recheck;
    private long? _highSince;
    private long? _lowSince;

    /// <param name="connector">Whose meter it is.</param>
    /// <param name="recheck">Called when <see cref="IsTooHigh"/> or <see cref="IsTooLow"/> has changed. A recovery waits on a timer of its own.</param>
    public SupplyVoltage(TimeProvider time, ConnectorDevices connector, Action recheck)
    {
        _time = time;
        _connector = connector;
        _recheck = recheck;
        connector.Meter.Read += Note;
    }

    public bool IsTooHigh { get; private set; }

    public bool IsTooLow { get; private set; }

    public void Dispose() => _connector.Meter.Read -= Note;

    private void Note(MeterReading reading)
    {
        var before = (IsTooHigh, IsTooLow);

        // Phases that are not wired read as nothing.
        var voltagesV = reading.Phases.Take(_connector.Roles.Phases).Select(phase => phase.VoltageV);
        IsTooHigh = Held(voltagesV.Any(voltageV => voltageV > HighestV), reading.Timestamp, ref _highSince);
        IsTooLow = Held(voltagesV.Any(voltageV => voltageV < LowestV), reading.Timestamp, ref _lowSince);
        if (before != (IsTooHigh, IsTooLow))
        {
            _recheck();
        }
    }

    private bool Held(bool condition, long now, ref long? since)
    {
        since = condition ? since ?? now : null;
        return since is { } began && _time.GetElapsedTime(began, now) >= s_held;
    }
}
