using System.Collections.Concurrent;
using System.Device.Gpio;

namespace System.Device.Linux;

/// <summary>What the public drivers stand on: the open lines of one chip.</summary>
internal sealed class GpioLines : IDisposable
{
    private readonly ConcurrentDictionary<int, GpioLine> _open = new();
    private readonly GpioChip _chip;
    private readonly EdgeThread _edges;

    /// <param name="sender">The driver, as callbacks see it.</param>
    public GpioLines(int chip, object sender)
    {
        _chip = new GpioChip(chip);
        _edges = new EdgeThread(sender);
    }

    public GpioChipInfo ChipInfo => _chip.Info;

    public static bool Supports(PinMode mode) => Enum.IsDefined(mode);

    public void Open(int pinNumber)
    {
        if (pinNumber < 0 || pinNumber >= _chip.Info.NumLines)
        {
            throw new ArgumentOutOfRangeException(
                nameof(pinNumber), pinNumber, $"{_chip.Info.Name} ({_chip.Info.Label}) has pins 0 to {_chip.Info.NumLines - 1}.");
        }

        _open[pinNumber] = new GpioLine(_chip, pinNumber);
    }

    public void Close(int pinNumber)
    {
        if (_open.TryRemove(pinNumber, out var line))
        {
            _edges.Unwatch(line);
            line.Dispose();
        }
    }

    public void SetMode(int pinNumber, PinMode mode, PinValue level) => Line(pinNumber).SetMode(mode, level);

    public PinMode Mode(int pinNumber) => Line(pinNumber).Mode;

    public PinValue Read(int pinNumber) => Line(pinNumber).Read();

    public void Write(int pinNumber, PinValue value) => Line(pinNumber).Write(value);

    public void AddCallback(int pinNumber, PinEventTypes types, PinChangeEventHandler callback)
    {
        var line = Line(pinNumber);
        line.AddCallback(types, callback);
        _edges.Watch(line);
    }

    public void RemoveCallback(int pinNumber, PinChangeEventHandler callback)
    {
        var line = Line(pinNumber);
        line.RemoveCallback(callback);
        if (!line.IsWatched)
        {
            _edges.Unwatch(line);
        }
    }

    public WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes types, CancellationToken cancellation)
    {
        using var came = new ManualResetEventSlim();
        var edge = PinEventTypes.None;
        PinChangeEventHandler callback = (_, change) =>
        {
            edge = change.ChangeType;
            came.Set();
        };
        AddCallback(pinNumber, types, callback);
        try
        {
            came.Wait(cancellation);
            return new WaitForEventResult { EventTypes = edge };
        }
        catch (OperationCanceledException)
        {
            return new WaitForEventResult { TimedOut = true };
        }
        finally
        {
            RemoveCallback(pinNumber, callback);
        }
    }

    public void Dispose()
    {
        _edges.Dispose();
        foreach (var line in _open.Values)
        {
            line.Dispose();
        }

        _open.Clear();
        _chip.Dispose();
    }

    private GpioLine Line(int pinNumber) =>
        _open.TryGetValue(pinNumber, out var line) ? line : throw new InvalidOperationException($"Pin {pinNumber} is not open.");
}
