using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>
/// The unit of a sampled value; absent means Wh for energies. Both spellings of Celsius are in the standard, send the right one; Hertz is
/// not, and is only read (OCPP 1.6, 7.45).
/// </summary>
[JsonConverter(typeof(SpecEnum<UnitOfMeasure>))]
public enum UnitOfMeasure
{
    Wh,
    kWh,
    varh,
    kvarh,
    W,
    kW,
    VA,
    kVA,
    var,
    kvar,
    A,
    V,
    K,
    Celcius,
    Celsius,
    Fahrenheit,
    Percent,
    Hertz,
}
