using System.Text.Json;

namespace ChargerFirmware.Hardware.Modbus.Meters;

/// <summary>One exchange of a meter's map file.</summary>
internal sealed record MeterFrameFile
{
    public required string Source { get; init; }

    public required string Request { get; init; }

    public required string Response { get; init; }

    public required JsonElement Values { get; init; }
}
