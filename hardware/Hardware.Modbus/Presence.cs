namespace ChargerFirmware.Hardware.Modbus;

/// <summary>Whether a polled device counts as there: it is lost when it has not answered for its grace time.</summary>
internal sealed class Presence : IDisposable
{
    private readonly TimeSpan _grace;
    private readonly Action _lost;
    private readonly ITimer _timer;

    /// <param name="lost">Called on the loop when the device has become lost.</param>
    public Presence(TimeProvider time, TimeSpan grace, Action lost)
    {
        _grace = grace;
        _lost = lost;
        _timer = time.CreateTimer(static presence => ((Presence)presence!).Lose(), this, grace, Timeout.InfiniteTimeSpan);
    }

    public DeviceHealth Health { get; private set; }

    /// <summary>The device has answered.</summary>
    /// <returns>True when it had not been there.</returns>
    public bool Answered()
    {
        _timer.Change(_grace, Timeout.InfiniteTimeSpan);
        var appeared = Health != DeviceHealth.Present;
        Health = DeviceHealth.Present;
        return appeared;
    }

    public void Dispose() => _timer.Dispose();

    private void Lose()
    {
        Health = DeviceHealth.Lost;
        _lost();
    }
}
