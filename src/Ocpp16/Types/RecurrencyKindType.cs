using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>How often a recurring profile starts over (OCPP 1.6, 7.37).</summary>
[JsonConverter(typeof(SpecEnum<RecurrencyKindType>))]
public enum RecurrencyKindType
{
    Daily,
    Weekly,
}
