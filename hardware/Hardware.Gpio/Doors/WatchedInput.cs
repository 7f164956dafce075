using System.Device.Gpio;

namespace ChargerFirmware.Hardware.Gpio.Doors;

/// <summary>An input that somebody waits for edges of.</summary>
internal sealed class WatchedInput(int pin, PinEventTypes events, PinChangeEventHandler callback)
{
    private volatile bool _hadEdge;
    private bool _missesEdge;

    public int Pin => pin;

    public PinEventTypes Events => events;

    public PinChangeEventHandler Callback => callback;

    /// <summary>The level at the last look.</summary>
    public PinValue Level { get; set; }

    /// <summary>On the driver's thread.</summary>
    public void OnEdge(object sender, PinValueChangedEventArgs change)
    {
        _hadEdge = true;
        callback(sender, change);
    }

    /// <summary>Asks whoever watches to read the pin.</summary>
    public void Tell() => callback(this, new PinValueChangedEventArgs(Level == PinValue.High ? PinEventTypes.Rising : PinEventTypes.Falling, pin));

    /// <summary>Takes a look. Another level without an edge is told at once: the edge may be lost, or on its way.</summary>
    /// <returns>True when an edge has not come from one look to the next.</returns>
    public bool IsDeaf(PinValue level)
    {
        var isDeaf = _missesEdge && !_hadEdge;
        _missesEdge = level != Level && !_hadEdge;
        Level = level;
        _hadEdge = false;
        if (_missesEdge)
        {
            Tell();
        }

        return isDeaf;
    }
}
