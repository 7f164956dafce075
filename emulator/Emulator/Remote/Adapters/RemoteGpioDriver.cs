using System.Device.Gpio;

namespace ChargerFirmware.Emulator.Remote.Adapters;

/// <summary>
/// The pins of a board in another process under upstream's own <see cref="GpioController"/>. Edges come on a thread of their own, as
/// they do from a real chip.
/// </summary>
public sealed class RemoteGpioDriver : GpioDriver
{
    private readonly BusConnection _pins;
    private readonly BusConnection _edges;
    private readonly Lock _gate = new();
    private readonly List<(int Pin, PinEventTypes Types, PinChangeEventHandler Handler)> _callbacks = [];

    /// <param name="path">The board's socket.</param>
    /// <exception cref="IOException">No board listens there, or it has no such bus.</exception>
    public RemoteGpioDriver(string path, string bus)
    {
        _edges = BusConnection.Open(path, RemoteBus.Edges, bus);
        _pins = BusConnection.Open(path, RemoteBus.Gpio, bus);
        new Thread(Listen) { Name = $"edges of {bus}", IsBackground = true }.Start();
    }

    /// <summary>The board is gone. Raised on the edges' thread.</summary>
    public event Action? Gone;

    protected override int PinCount => byte.MaxValue;

    protected override void OpenPin(int pinNumber)
    {
        // Asked so that a pin that the chip lacks is refused now.
        Ask(RemoteOperation.GetMode, pinNumber);
    }

    protected override void ClosePin(int pinNumber)
    {
        lock (_gate)
        {
            _callbacks.RemoveAll(callback => callback.Pin == pinNumber);
        }
    }

    protected override void SetPinMode(int pinNumber, PinMode mode) =>
        Ask(RemoteOperation.SetMode, pinNumber, (byte)mode, RemoteMessage.NoLevel);

    protected override void SetPinMode(int pinNumber, PinMode mode, PinValue initialValue) =>
        Ask(RemoteOperation.SetMode, pinNumber, (byte)mode, (byte)initialValue);

    protected override PinMode GetPinMode(int pinNumber) => (PinMode)Ask(RemoteOperation.GetMode, pinNumber)[0];

    protected override bool IsPinModeSupported(int pinNumber, PinMode mode) => Enum.IsDefined(mode);

    protected override PinValue Read(int pinNumber) => Ask(RemoteOperation.ReadPin, pinNumber)[0];

    protected override void Toggle(int pinNumber) => Write(pinNumber, !Read(pinNumber));

    protected override void Write(int pinNumber, PinValue value) => Ask(RemoteOperation.WritePin, pinNumber, (byte)value);

    /// <exception cref="NotSupportedException">Always: register a callback.</exception>
    protected override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A remote chip does not block until an edge comes; register a callback.");

    protected override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback)
    {
        lock (_gate)
        {
            _callbacks.Add((pinNumber, eventTypes, callback));
        }
    }

    protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback)
    {
        lock (_gate)
        {
            _callbacks.RemoveAll(added => added.Pin == pinNumber && added.Handler == callback);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Gone = null;
            _edges.Dispose();
            _pins.Dispose();
        }

        base.Dispose(disposing);
    }

    private ReadOnlySpan<byte> Ask(RemoteOperation operation, int pin, params ReadOnlySpan<byte> arguments) =>
        _pins.Ask(RemoteMessage.Request(operation, [checked((byte)pin), .. arguments]));

    private void Listen()
    {
        try
        {
            while (true)
            {
                if (_edges.Hear() is [var pin, var edge])
                {
                    Raise(pin, (PinEventTypes)edge);
                }
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
            Gone?.Invoke();
        }
    }

    private void Raise(int pin, PinEventTypes edge)
    {
        PinChangeEventHandler[] handlers;
        lock (_gate)
        {
            handlers = [.. _callbacks.Where(callback => callback.Pin == pin && (callback.Types & edge) != 0).Select(callback => callback.Handler)];
        }

        foreach (var handler in handlers)
        {
            handler(this, new PinValueChangedEventArgs(edge, pin));
        }
    }
}
