using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Ocpp16.Messages.Core;

/// <summary>Asks a station to restart. OCPP 1.6, 5.14.</summary>
public sealed record ResetRequest
{
    public required ResetType Type { get; init; }
}

/// <summary>Answers <see cref="ResetRequest"/>.</summary>
public sealed record ResetResponse
{
    public required ResetStatus Status { get; init; }
}
