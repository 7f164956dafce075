using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Hardware.Modbus;

/// <summary>
/// A device that is asked again and again, and whether it counts as there: it is lost when it has not answered for its grace time, and
/// is asked on. What counts is the device's silence: while the loop stood still, it was not polled and not heard, so a watch that
/// the loop comes late to starts over. Used on the loop only.
/// </summary>
public abstract class PolledDevice : IDisposable
{
    // On a loop that turns, a watch is not so late. One that never turns is not this watch's to find: the enable line opens the contactors.
    private static readonly TimeSpan s_late = TimeSpan.FromMilliseconds(250);

    private readonly TimeSpan _grace;
    private readonly ITimer _silence;
    private readonly ITimer _poll;
    private TimeSpan _due;
    private long _armedAt;
    private bool _polling;

    /// <summary>Must be called on the loop; polling begins in its next turn.</summary>
    private protected PolledDevice(Loop loop, ModbusBus bus, IPolledOptions options)
    {
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentNullException.ThrowIfNull(bus);
        ArgumentNullException.ThrowIfNull(options);
        Loop = loop;
        Bus = bus;
        Unit = (byte)options.Unit;
        _grace = TimeSpan.FromMilliseconds(options.GraceMs);
        _silence = loop.Time.CreateTimer(
            static device => ((PolledDevice)device!).OnSilence(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        // The first poll comes when the station itself has only just begun, with all devices of a line at once and code that never ran.
        Watch(2 * _grace);
        _poll = loop.Time.CreateTimer(
            static device => ((PolledDevice)device!).OnPoll(), this, TimeSpan.Zero, TimeSpan.FromMilliseconds(options.PollMs));
    }

    public DeviceHealth Health { get; private set; }

    private protected ModbusBus Bus { get; }

    private protected byte Unit { get; }

    private protected Loop Loop { get; }

    /// <summary>A lost device is asked once only: repetitions must not hold up its neighbours on the line.</summary>
    private protected bool Retries => Health != DeviceHealth.Lost;

    /// <summary>Lets go of the line.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        _poll.Dispose();
        _silence.Dispose();
    }

    /// <summary>Polls in this rhythm from now on.</summary>
    private protected void PollEvery(TimeSpan period) => _poll.Change(period, period);

    /// <summary>Options whose grace time is longer than a poll, or the device were lost between two of them.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    private protected static IPolledOptions RequirePatience(IPolledOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.GraceMs > options.PollMs
            ? options
            : throw new ArgumentException($"graceMs: expected more than pollMs ({options.PollMs}), found {options.GraceMs}", nameof(options));
    }

    /// <summary>The device has answered.</summary>
    /// <returns>True when it had not been there.</returns>
    private protected bool Answered()
    {
        Watch(_grace);
        var appeared = Health != DeviceHealth.Present;
        Health = DeviceHealth.Present;
        return appeared;
    }

    /// <summary>Begins a poll unless one is under way: a slow bus must not pile them up.</summary>
    private protected void Poll()
    {
        if (!_polling)
        {
            _polling = true;
            Loop.Start(this, static device => device.PollAsync(), static (device, fault) => device.OnPollEnded(fault));
        }
    }

    /// <summary>A poll is due.</summary>
    private protected virtual void OnPoll() => Poll();

    /// <summary>Asks the device, and says so by <see cref="Answered"/> when the answer counts.</summary>
    /// <exception cref="IOException">No answer: the grace time decides when that matters.</exception>
    private protected abstract Task PollAsync();

    /// <summary>The device has become lost.</summary>
    private protected abstract void OnLost();

    private void Watch(TimeSpan due)
    {
        _due = due;
        _armedAt = Loop.Time.GetTimestamp();
        _silence.Change(due, Timeout.InfiniteTimeSpan);
    }

    private void OnSilence()
    {
        if (Loop.Time.GetElapsedTime(_armedAt) > _due + s_late)
        {
            Watch(_grace);
            return;
        }

        Health = DeviceHealth.Lost;
        OnLost();
    }

    /// <returns>True where the grace time decides when that matters.</returns>
    private bool OnPollEnded(Exception? fault)
    {
        _polling = false;
        return fault is IOException;
    }
}
