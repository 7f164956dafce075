using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Ocpp16.Messages.Core;

/// <summary>Reports that a transaction has ended. OCPP 1.6, 4.10.</summary>
public sealed record StopTransactionRequest
{
    /// <summary>The tag that ended it; null when none was presented.</summary>
    [JsonConverter(typeof(CiString20))]
    public string? IdTag { get; init; }

    /// <summary>The meter's register in Wh.</summary>
    public required long MeterStop { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public required long TransactionId { get; init; }

    public Reason? Reason { get; init; }

    public IReadOnlyList<MeterValue>? TransactionData { get; init; }
}

/// <summary>Answers <see cref="StopTransactionRequest"/>.</summary>
public sealed record StopTransactionResponse
{
    public IdTagInfo? IdTagInfo { get; init; }
}
