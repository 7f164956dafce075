namespace ChargerFirmware.Hardware;

/// <summary>
/// The meter that is billed by. Used on the loop only. The driver polls on its own and counts as lost when no poll has been
/// answered for its grace time; it goes on asking.
/// </summary>
public interface IEnergyMeter
{
    DeviceHealth Health { get; }

    /// <summary>
    /// What the meter says of itself, or null when it does not; a change means that it is another meter. Set before the readings of
    /// that meter are raised.
    /// </summary>
    string? SerialNumber { get; }

    /// <summary>
    /// The last good reading; null before the first and while the meter is lost: what it measures now is not known then.
    /// </summary>
    MeterReading? Latest { get; }

    /// <summary>Some change of <see cref="Health"/>. Raised on the loop.</summary>
    event Action? Changed;

    /// <summary>
    /// A good reading has come: one that a meter can have measured. Whether its register goes on from the one before is not judged
    /// here, for that depends on the outlet. Raised on the loop, after <see cref="Latest"/> was set.
    /// </summary>
    event Action<MeterReading>? Read;

    /// <summary>Reads the meter now. Null when it does not answer within the driver's time-out and retries.</summary>
    Task<MeterReading?> ReadAsync();
}
