namespace ChargerFirmware.Hardware;

/// <summary>A temperature somewhere in the station. Used on the loop only.</summary>
public interface ITemperatureSensor
{
    DeviceHealth Health { get; }

    /// <summary>The last good value in °C; null while there is none.</summary>
    double? TemperatureC { get; }

    /// <summary>A new value, or the loss of one. Raised on the loop.</summary>
    event Action? Changed;
}
