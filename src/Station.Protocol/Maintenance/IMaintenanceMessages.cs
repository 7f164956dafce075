using ChargerFirmware.Station.Maintenance;

namespace ChargerFirmware.Station.Protocol.Maintenance;

/// <summary>How a version says where updates and uploads stand.</summary>
public interface IMaintenanceMessages
{
    /// <param name="whilePending">The central system has asked for it, which it may while it keeps the station pending.</param>
    /// <returns>True when it was heard. Refused is heard, too: it would be refused again.</returns>
    Task<bool> SendAsync(FirmwareUpdateStatus status, bool whilePending);

    /// <inheritdoc cref="SendAsync(FirmwareUpdateStatus, bool)"/>
    Task<bool> SendAsync(DiagnosticsStatus status, bool whilePending);
}
