using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>What became of an unlocking (OCPP 1.6, 7.46).</summary>
[JsonConverter(typeof(SpecEnum<UnlockStatus>))]
public enum UnlockStatus
{
    Unlocked,
    UnlockFailed,
    NotSupported,
}
