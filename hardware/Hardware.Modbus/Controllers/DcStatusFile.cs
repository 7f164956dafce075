using System.Text.Json;

namespace ChargerFirmware.Hardware.Modbus.Controllers;

/// <summary>The status registers of a DC controller's map file.</summary>
internal sealed record DcStatusFile
{
    public required JsonElement Identity { get; init; }

    public required JsonElement Pilot { get; init; }

    public required JsonElement Phase { get; init; }

    public required JsonElement StopRequested { get; init; }

    public required JsonElement StateOfChargePercent { get; init; }

    public required JsonElement MaxCurrentA { get; init; }

    public required JsonElement MaxPowerW { get; init; }

    public required JsonElement MinCurrentA { get; init; }

    public required JsonElement OutputVoltageV { get; init; }

    public required JsonElement OutputCurrentA { get; init; }

    public required JsonElement InsulationKiloOhm { get; init; }

    public required JsonElement EvccId { get; init; }
}
