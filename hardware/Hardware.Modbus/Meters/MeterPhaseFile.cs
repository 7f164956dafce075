using System.Text.Json;

namespace ChargerFirmware.Hardware.Modbus.Meters;

/// <summary>One phase of a meter's map file; for DC the only one.</summary>
internal sealed record MeterPhaseFile
{
    public required JsonElement VoltageV { get; init; }

    public required JsonElement CurrentA { get; init; }

    public JsonElement? PowerW { get; init; }
}
