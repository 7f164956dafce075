using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Ocpp16.Messages.Core;

/// <summary>Asks whether a tag may charge. OCPP 1.6, 4.1.</summary>
public sealed record AuthorizeRequest
{
    [JsonConverter(typeof(CiString20))]
    public required string IdTag { get; init; }
}

/// <summary>Answers <see cref="AuthorizeRequest"/>.</summary>
public sealed record AuthorizeResponse
{
    public required IdTagInfo IdTagInfo { get; init; }
}
