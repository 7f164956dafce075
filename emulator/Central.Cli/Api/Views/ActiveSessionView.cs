using System.Text.Json.Serialization;

namespace ChargerFirmware.Central.Cli.Api.Views;

/// <summary>A session that runs.</summary>
internal sealed record ActiveSessionView(
    [property: JsonPropertyName("cpid")] string Cpid,
    [property: JsonPropertyName("connectorId")] int ConnectorId,
    [property: JsonPropertyName("idTag")] string IdTag,
    [property: JsonPropertyName("transactionId")] long TransactionId);
