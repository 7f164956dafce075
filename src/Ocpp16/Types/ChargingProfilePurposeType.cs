using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>What a charging profile limits (OCPP 1.6, 7.10).</summary>
[JsonConverter(typeof(SpecEnum<ChargingProfilePurposeType>))]
public enum ChargingProfilePurposeType
{
    ChargePointMaxProfile,
    TxDefaultProfile,
    TxProfile,
}
