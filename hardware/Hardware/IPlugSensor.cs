namespace ChargerFirmware.Hardware;

/// <summary>Reports whether a cable and a vehicle are there. Used on the loop only.</summary>
public interface IPlugSensor
{
    PlugState Plug { get; }

    /// <summary>Some change of <see cref="Plug"/>. Raised on the loop.</summary>
    event Action? Changed;
}
