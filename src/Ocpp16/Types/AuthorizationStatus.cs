using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>What the central system thinks of a tag (OCPP 1.6, 7.2).</summary>
[JsonConverter(typeof(SpecEnum<AuthorizationStatus>))]
public enum AuthorizationStatus
{
    Accepted,
    Blocked,
    Expired,
    Invalid,
    ConcurrentTx,
}
