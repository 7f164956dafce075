using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Ocpp16.Messages.Core;

/// <summary>Unlocks the cable of a connector; ends its transaction. OCPP 1.6, 5.18.</summary>
public sealed record UnlockConnectorRequest
{
    public required int ConnectorId { get; init; }
}

/// <summary>Answers <see cref="UnlockConnectorRequest"/>.</summary>
public sealed record UnlockConnectorResponse
{
    public required UnlockStatus Status { get; init; }
}
