using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Ocpp16.Messages.Core;

/// <summary>Asks a station to stop a transaction. OCPP 1.6, 5.12.</summary>
public sealed record RemoteStopTransactionRequest
{
    public required long TransactionId { get; init; }
}

/// <summary>Answers <see cref="RemoteStopTransactionRequest"/>.</summary>
public sealed record RemoteStopTransactionResponse
{
    public required RemoteStartStopStatus Status { get; init; }
}
