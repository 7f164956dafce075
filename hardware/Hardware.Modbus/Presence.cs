namespace ChargerFirmware.Hardware.Modbus;

/// <summary>
/// Whether a polled device counts as there: it is lost when it has not answered for its grace time. What counts is the device's silence:
/// while the loop stood still, nobody asked it and nobody heard it, so a watch that the loop comes late to begins anew.
/// </summary>
internal sealed class Presence : IDisposable
{
    // On a loop that turns, a watch is not so late. One that never turns is not this watch's to find: the enable line opens the contactors.
    private static readonly TimeSpan s_late = TimeSpan.FromMilliseconds(250);

    private readonly TimeProvider _time;
    private readonly TimeSpan _grace;
    private readonly Action _lost;
    private readonly ITimer _timer;
    private long _armedAt;
    private TimeSpan _due;

    /// <param name="grace">How long it may be silent; twice as long before it has ever answered.</param>
    /// <param name="lost">Called on the loop when the device has become lost.</param>
    public Presence(TimeProvider time, TimeSpan grace, Action lost)
    {
        _time = time;
        _grace = grace;
        _lost = lost;
        _timer = time.CreateTimer(static presence => ((Presence)presence!).OnSilence(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        // The first poll comes when the station itself has only just begun, with all devices of a line at once and code that never ran.
        Arm(2 * grace);
    }

    public DeviceHealth Health { get; private set; }

    /// <summary>The device has answered.</summary>
    /// <returns>True when it had not been there.</returns>
    public bool Answered()
    {
        Arm(_grace);
        var appeared = Health != DeviceHealth.Present;
        Health = DeviceHealth.Present;
        return appeared;
    }

    public void Dispose() => _timer.Dispose();

    private void Arm(TimeSpan due)
    {
        _due = due;
        _armedAt = _time.GetTimestamp();
        _timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private void OnSilence()
    {
        if (_time.GetElapsedTime(_armedAt) > _due + s_late)
        {
            Arm(_grace);
            return;
        }

        Health = DeviceHealth.Lost;
        _lost();
    }
}
