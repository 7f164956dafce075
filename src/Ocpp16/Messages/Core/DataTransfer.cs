using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Ocpp16.Messages.Core;

/// <summary>Carries what a vendor has agreed on outside the standard. OCPP 1.6, 4.3 and 5.6.</summary>
public sealed record DataTransferRequest
{
    [JsonConverter(typeof(CiString255))]
    public required string VendorId { get; init; }

    [JsonConverter(typeof(CiString50))]
    public string? MessageId { get; init; }

    public string? Data { get; init; }
}

/// <summary>Answers <see cref="DataTransferRequest"/>.</summary>
public sealed record DataTransferResponse
{
    public required DataTransferStatus Status { get; init; }

    public string? Data { get; init; }
}
