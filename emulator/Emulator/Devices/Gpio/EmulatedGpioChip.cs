using System.Device.Gpio;

namespace ChargerFirmware.Emulator.Devices.Gpio;

/// <summary>
/// A GPIO chip as the wires see it: the physics drives its inputs and hears its outputs. It outlives the drivers that open it,
/// as levels on a board outlive a process. Used on the loop only.
/// </summary>
public sealed class EmulatedGpioChip
{
    private readonly Line[] _lines;

    /// <param name="pinCount">Pins 0 to <paramref name="pinCount"/> - 1; a Raspberry Pi's header chip has 54.</param>
    public EmulatedGpioChip(int pinCount = 54)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pinCount);
        _lines = new Line[pinCount];
        for (var pin = 0; pin < pinCount; pin++)
        {
            _lines[pin] = new Line(pin);
        }
    }

    /// <summary>The level that the chip itself puts on a wire has changed: pin and new level.</summary>
    public event Action<int, PinValue>? OutputChanged;

    public int PinCount => _lines.Length;

    /// <summary>The level on the wire: the output's, else what drives the input, else its pull, else low.</summary>
    public PinValue Level(int pin) => LineOf(pin).Level;

    /// <summary>The mode a driver has set; it stays after the pin was closed.</summary>
    public PinMode Mode(int pin) => LineOf(pin).Mode;

    /// <summary>Drives a wire from outside. An edge on an input is raised to its callbacks before this returns.</summary>
    public void Drive(int pin, PinValue level) => Change(LineOf(pin), level, static (line, level) => line.Driven = level);

    /// <summary>Lets a wire float, as a contact that opens does: the input follows its pull.</summary>
    public void Float(int pin) => Change(LineOf(pin), default(PinValue?), static (line, none) => line.Driven = none);

    internal bool Contains(int pin) => pin >= 0 && pin < _lines.Length;

    internal void SetMode(int pin, PinMode mode, PinValue? level) => Change(LineOf(pin), (Mode: mode, Level: level), static (line, set) =>
    {
        line.Mode = set.Mode;
        line.Output = set.Level ?? line.Output;
    });

    internal void Write(int pin, PinValue level) => Change(LineOf(pin), level, static (line, level) => line.Output = level);

    internal void AddCallback(int pin, object sender, PinEventTypes types, PinChangeEventHandler handler)
    {
        var line = LineOf(pin);
        line.Callbacks = [.. line.Callbacks, (sender, types, handler)];
    }

    internal void RemoveCallbacks(int pin, object sender, PinChangeEventHandler? handler)
    {
        var line = LineOf(pin);
        line.Callbacks = Array.FindAll(
            line.Callbacks, callback => callback.Sender != sender || (handler is not null && callback.Handler != handler));
    }

    private Line LineOf(int pin) => Contains(pin)
        ? _lines[pin]
        : throw new ArgumentOutOfRangeException(nameof(pin), pin, $"The emulated chip has pins 0 to {_lines.Length - 1}.");

    private void Change<T>(Line line, T to, Action<Line, T> change)
    {
        var (levelBefore, modeBefore) = (line.Level, line.Mode);
        change(line, to);
        var level = line.Level;
        if (line.Mode == PinMode.Output || modeBefore == PinMode.Output)
        {
            if (level != levelBefore || line.Mode != modeBefore)
            {
                OutputChanged?.Invoke(line.Pin, level);
            }
        }
        else if (level != levelBefore && line.Mode == modeBefore)
        {
            line.RaiseEdge(level == PinValue.High ? PinEventTypes.Rising : PinEventTypes.Falling);
        }
    }

    private sealed class Line(int pin)
    {
        public int Pin { get; } = pin;

        public PinMode Mode { get; set; } = PinMode.Input;

        public PinValue Output { get; set; } = PinValue.Low;

        public PinValue? Driven { get; set; }

        public (object Sender, PinEventTypes Types, PinChangeEventHandler Handler)[] Callbacks { get; set; } = [];

        public PinValue Level => Mode == PinMode.Output ? Output : Driven ?? (Mode == PinMode.InputPullUp ? PinValue.High : PinValue.Low);

        public void RaiseEdge(PinEventTypes edge)
        {
            foreach (var (sender, types, handler) in Callbacks)
            {
                if ((types & edge) != 0)
                {
                    handler(sender, new PinValueChangedEventArgs(edge, Pin));
                }
            }
        }
    }
}
