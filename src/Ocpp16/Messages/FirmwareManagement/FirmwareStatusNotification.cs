using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Ocpp16.Messages.FirmwareManagement;

/// <summary>Reports how far a firmware update is. OCPP 1.6, 4.5.</summary>
public sealed record FirmwareStatusNotificationRequest
{
    public required FirmwareStatus Status { get; init; }
}

/// <summary>Answers <see cref="FirmwareStatusNotificationRequest"/>.</summary>
public sealed record FirmwareStatusNotificationResponse;
