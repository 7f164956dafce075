namespace ChargerFirmware.Hardware;

/// <summary>
/// A place where drivers identify themselves. Used on the loop only. A token that stays on the reader is reported once; it is
/// reported again when it was away for the driver's release time.
/// </summary>
public interface IRfidReader
{
    DeviceHealth Health { get; }

    /// <summary>Some change of <see cref="Health"/>. Raised on the loop.</summary>
    event Action? Changed;

    /// <summary>A token was presented. Raised on the loop.</summary>
    event Action<PresentedToken>? Presented;
}
