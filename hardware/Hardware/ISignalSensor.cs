namespace ChargerFirmware.Hardware;

/// <summary>How well the modem or router hears its radio network. Used on the loop only.</summary>
public interface ISignalSensor
{
    /// <summary>The received signal strength in dBm; null while there is no value, as on a wired link.</summary>
    double? SignalDbm { get; }

    /// <summary>A new value, or the loss of one. Raised on the loop.</summary>
    event Action? Changed;
}
