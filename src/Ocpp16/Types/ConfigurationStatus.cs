using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>What became of a changed configuration key (OCPP 1.6, 7.22).</summary>
[JsonConverter(typeof(SpecEnum<ConfigurationStatus>))]
public enum ConfigurationStatus
{
    Accepted,
    Rejected,
    RebootRequired,
    NotSupported,
}
