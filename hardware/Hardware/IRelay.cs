namespace ChargerFirmware.Hardware;

/// <summary>
/// A contactor: what carries the energy to the vehicle. Used on the loop only; commands return at once and
/// <see cref="Changed"/> reports what came of them.
/// </summary>
/// <remarks>
/// A driver never leaves the coil energised when it is disposed, when it fails to close or when its bus is lost.
/// The contactor is not the protective device: RCD, fuse and emergency-stop circuit act without us.
/// </remarks>
public interface IRelay
{
    RelayState State { get; }

    /// <summary>True while the feedback contact says closed; without feedback, while the coil is energised.</summary>
    bool IsClosed { get; }

    /// <summary>Some change of <see cref="State"/> or <see cref="IsClosed"/>. Raised on the loop.</summary>
    event Action? Changed;

    /// <summary>
    /// Energises the coil. Leads to <see cref="RelayState.Closed"/>, or after the driver's close time-out to
    /// <see cref="RelayState.FailedToClose"/> with the coil released again. Without effect while closing or closed.
    /// </summary>
    void Close();

    /// <summary>
    /// Releases the coil, at once. Leads to <see cref="RelayState.Open"/>, or after the driver's open time-out to
    /// <see cref="RelayState.Welded"/>, which turns to open as soon as the feedback does. Always allowed.
    /// </summary>
    void Open();
}
