using System.Text.Json;

namespace ChargerFirmware.Hardware.Modbus.Meters;

/// <summary>The quantities of a meter's map file; each is a register.</summary>
internal sealed record MeterQuantitiesFile
{
    public required JsonElement EnergyImportWh { get; init; }

    public JsonElement? PowerW { get; init; }

    public required JsonElement Phases { get; init; }

    public JsonElement? FrequencyHz { get; init; }

    public JsonElement? TemperatureC { get; init; }

    public JsonElement? SerialNumber { get; init; }
}
