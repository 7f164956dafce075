using System.Device.Gpio;

namespace ChargerFirmware.Hardware.Gpio.Adapters;

/// <summary>
/// A controller of a real chip that looks at its watched inputs by itself, too. Upstream's LibGpiodV2Driver waits for edges on a thread a
/// line, which ends for good when its wait is interrupted once (a process that was stopped and goes on, a signal at the wrong moment),
/// and an emergency stop would go unnoticed from then on. An edge that did not come is reported within a look; a line on which edges
/// do not come is registered anew.
/// </summary>
public sealed class WatchedGpioController : GpioController
{
    /// <summary>
    /// No longer than contactors take to fall behind the enable line of a loop that hangs. What the hardware's own chain does it does
    /// meanwhile by itself, and a contactor's feedback has a deadline of its own.
    /// </summary>
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly List<WatchedInput> _inputs = [];
    private readonly ITimer _looks;

    /// <summary>For the chip that upstream takes for the board's.</summary>
    public WatchedGpioController(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _looks = CreateTimer(time);
    }

    public WatchedGpioController(TimeProvider time, GpioDriver driver)
        : base(driver)
    {
        ArgumentNullException.ThrowIfNull(time);
        _looks = CreateTimer(time);
    }

    /// <inheritdoc/>
    /// <remarks>The callback may come without an edge: it has to read the pin. It comes on the driver's thread or the timer's.</remarks>
    public override void RegisterCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback)
    {
        lock (_gate)
        {
            var input = new WatchedInput(pinNumber, eventTypes, callback);
            base.RegisterCallbackForPinValueChangedEvent(pinNumber, eventTypes, input.OnEdge);
            input.Level = Read(pinNumber);
            _inputs.Add(input);
        }
    }

    public override void UnregisterCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback)
    {
        lock (_gate)
        {
            if (_inputs.Find(input => input.Pin == pinNumber && input.Callback == callback) is { } input)
            {
                _inputs.Remove(input);
                Unregister(input);
            }
        }
    }

    protected override void ClosePinCore(int pinNumber)
    {
        lock (_gate)
        {
            _inputs.RemoveAll(input => input.Pin == pinNumber);
        }

        base.ClosePinCore(pinNumber);
    }

    protected override void Dispose(bool disposing)
    {
        _looks.Dispose();
        lock (_gate)
        {
            _inputs.Clear();
        }

        base.Dispose(disposing);
    }

    private ITimer CreateTimer(TimeProvider time) => time.CreateTimer(_ => Look(), null, s_look, s_look);

    private void Look()
    {
        lock (_gate)
        {
            foreach (var input in _inputs)
            {
                Look(input);
            }
        }
    }

    private void Look(WatchedInput input)
    {
        try
        {
            if (input.IsDeaf(Read))
            {
                Unregister(input);
                base.RegisterCallbackForPinValueChangedEvent(input.Pin, input.Events, input.OnEdge);
            }
        }
        catch (Exception refusal) when (refusal is not OutOfMemoryException)
        {
            // The driver throws a type of its own. The watcher reads the pin next and meets the same error where it can act on it.
            input.Report();
        }
    }

    /// <summary>Upstream's LibGpiodDriver throws here what ended its wait for edges, and again when nothing waits: the line is free either way.</summary>
    private void Unregister(WatchedInput input)
    {
        try
        {
            base.UnregisterCallbackForPinValueChangedEvent(input.Pin, input.OnEdge);
        }
        catch (Exception refusal) when (refusal is not OutOfMemoryException)
        {
            // Releasing one input must not keep the next from being released; registering it again shows what is really wrong.
        }
    }
}
