using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>What became of a local list (OCPP 1.6, 7.47).</summary>
[JsonConverter(typeof(SpecEnum<UpdateStatus>))]
public enum UpdateStatus
{
    Accepted,
    Failed,
    NotSupported,
    VersionMismatch,
}
