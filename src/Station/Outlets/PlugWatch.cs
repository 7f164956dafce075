using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Devices;

namespace ChargerFirmware.Station.Outlets;

/// <summary>Whether a cable is plugged at a connector, and since when.</summary>
internal sealed class PlugWatch(TimeProvider time, ConnectorDevices devices)
{
    /// <summary>What the sensor showed at the last look.</summary>
    public PlugState Last { get; private set; } = PlugState.Unknown;

    /// <summary>When the last cable came in: a <see cref="TimeProvider.GetTimestamp"/>, or null.</summary>
    public long? PluggedAt { get; private set; }

    /// <summary>A cable is there; of a detachable one either end.</summary>
    public bool IsPlugged => devices.Plug.Plug switch
    {
        PlugState.Connected => true,
        PlugState.CableOnly => devices.HasSocket,

        // A sensor that is lost, or a pilot that is shorted, does not pull the plug.
        PlugState.Unknown => PluggedAt is not null,
        _ => false,
    };

    /// <summary>A vehicle is there.</summary>
    public bool IsConnected => devices.Plug.Plug == PlugState.Connected;

    /// <summary>Looks at the sensor.</summary>
    /// <param name="wasPlugged">Whether a cable was there at the last look.</param>
    /// <returns>False when it shows what it showed.</returns>
    public bool Follow(out bool wasPlugged)
    {
        wasPlugged = PluggedAt is not null;
        var plug = devices.Plug.Plug;
        if (plug == Last)
        {
            return false;
        }

        Last = plug;
        if (IsPlugged && !wasPlugged)
        {
            PluggedAt = time.GetTimestamp();
        }
        else if (!IsPlugged && plug != PlugState.Unknown)
        {
            PluggedAt = null;
        }

        return true;
    }
}
