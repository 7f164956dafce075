using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>Where was measured; absent means Outlet (OCPP 1.6, 7.30).</summary>
[JsonConverter(typeof(SpecEnum<Location>))]
public enum Location
{
    Cable,
    EV,
    Inlet,
    Outlet,
    Body,
}
