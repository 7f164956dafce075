namespace ChargerFirmware.Hardware;

/// <summary>
/// One signalling contact: emergency stop, door, residual-current trip. Used on the loop only.
/// A normally closed contact whose wire breaks reads as active: a broken wire looks like the condition it guards against.
/// </summary>
public interface IContact
{
    /// <summary>The monitored condition is present: emergency stop pressed, door open, device tripped.</summary>
    bool IsActive { get; }

    /// <summary>Some change of <see cref="IsActive"/>. Raised on the loop.</summary>
    event Action? Changed;
}
