using System.Device.Gpio;

namespace ChargerFirmware.Hardware.Gpio.Adapters;

/// <summary>An input whose edges are waited for.</summary>
internal sealed class WatchedInput(int pin, PinEventTypes events, PinChangeEventHandler callback)
{
    private int _hadEdge;
    private bool _missesEdge;

    public int Pin => pin;

    public PinEventTypes Events => events;

    public PinChangeEventHandler Callback => callback;

    /// <summary>The level at the last look.</summary>
    public PinValue Level { get; set; }

    /// <summary>On the driver's thread.</summary>
    public void OnEdge(object sender, PinValueChangedEventArgs change)
    {
        Volatile.Write(ref _hadEdge, 1);
        callback(sender, change);
    }

    /// <summary>Asks the watcher to read the pin.</summary>
    public void Report() => callback(this, new PinValueChangedEventArgs(Level == PinValue.High ? PinEventTypes.Rising : PinEventTypes.Falling, pin));

    /// <summary>Takes a look. Another level without an edge is reported at once: the edge may be lost, or on its way.</summary>
    /// <param name="read">Reads the pin.</param>
    /// <returns>True when an edge has not come from one look to the next.</returns>
    public bool IsDeaf(Func<int, PinValue> read)
    {
        // Ahead of the pin: an edge that comes between the two is one of the next look.
        var hadEdge = Interlocked.Exchange(ref _hadEdge, 0) != 0;
        var level = read(pin);
        var isDeaf = _missesEdge && !hadEdge;
        _missesEdge = level != Level && !hadEdge;
        Level = level;
        if (_missesEdge)
        {
            Report();
        }

        return isDeaf;
    }
}
