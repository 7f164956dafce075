using System.Device.Gpio;
using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Hardware.Gpio;

/// <summary>
/// Toggles the enable line by a timer of the loop. A level alone keeps nothing alive, so neither a dead process, whose pins
/// Linux leaves as they are, nor a stuck pin does.
/// </summary>
public sealed class GpioEnableLine : IEnableLine, IDisposable
{
    private readonly GpioController _gpio;
    private readonly GpioEnableLineOptions _options;
    private readonly ITimer _timer;
    private PinValue _level = PinValue.Low;
    private bool _disposed;

    /// <exception cref="ArgumentException">One late edge would already drop the contactors.</exception>
    public GpioEnableLine(Loop loop, GpioController gpio, GpioEnableLineOptions options)
    {
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentNullException.ThrowIfNull(gpio);
        ArgumentNullException.ThrowIfNull(options);
        if (options.ToggleMs * 2 >= options.DropOutMs)
        {
            throw new ArgumentException(
                $"toggleMs: expected less than half of dropOutMs ({options.DropOutMs}), found {options.ToggleMs}", nameof(options));
        }

        _gpio = gpio;
        _options = options;
        _timer = loop.Time.CreateTimer(static line => ((GpioEnableLine)line!).Toggle(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        gpio.OpenPin(options.Pin, PinMode.Output, _level);
    }

    public bool IsAlive { get; private set; }

    public void Start()
    {
        if (!IsAlive)
        {
            IsAlive = true;
            var period = TimeSpan.FromMilliseconds(_options.ToggleMs);
            _timer.Change(TimeSpan.Zero, period);
        }
    }

    public void Stop()
    {
        if (IsAlive)
        {
            IsAlive = false;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Write(PinValue.Low);
        }
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        Stop();
        _timer.Dispose();
        _gpio.ClosePin(_options.Pin);
    }

    private void Toggle() => Write(!_level);

    private void Write(PinValue level)
    {
        _level = level;
        _gpio.Write(_options.Pin, level);
    }
}
