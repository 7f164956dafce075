using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Ocpp16.Messages.FirmwareManagement;

/// <summary>Reports how far an upload of diagnostics is. OCPP 1.6, 4.4.</summary>
public sealed record DiagnosticsStatusNotificationRequest
{
    public required DiagnosticsStatus Status { get; init; }
}

/// <summary>Answers <see cref="DiagnosticsStatusNotificationRequest"/>.</summary>
public sealed record DiagnosticsStatusNotificationResponse;
