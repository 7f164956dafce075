using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Ocpp16.Messages.Core;

/// <summary>Asks a station to start a transaction for a tag. OCPP 1.6, 5.11.</summary>
public sealed record RemoteStartTransactionRequest
{
    /// <summary>Null leaves the choice to the station.</summary>
    public int? ConnectorId { get; init; }

    [JsonConverter(typeof(CiString20))]
    public required string IdTag { get; init; }

    /// <summary>A TxProfile for that transaction.</summary>
    public ChargingProfile? ChargingProfile { get; init; }
}

/// <summary>Answers <see cref="RemoteStartTransactionRequest"/>.</summary>
public sealed record RemoteStartTransactionResponse
{
    public required RemoteStartStopStatus Status { get; init; }
}
