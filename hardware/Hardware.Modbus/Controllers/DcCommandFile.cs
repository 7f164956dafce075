using System.Text.Json;

namespace ChargerFirmware.Hardware.Modbus.Controllers;

/// <summary>The command registers of a DC controller's map file: adjacent, written in one go.</summary>
internal sealed record DcCommandFile
{
    public required JsonElement Permitted { get; init; }

    public required JsonElement LimitA { get; init; }

    public required JsonElement LimitW { get; init; }

    public required JsonElement Heartbeat { get; init; }
}
