using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware;

namespace ChargerFirmware.Tests.Unit.HardwareModbus;

internal sealed class FakeMeter : IMeterPhysics
{
    public string SerialNumber { get; set; } = "1001";

    public double EnergyImportWh { get; set; } = 5000;

    public IReadOnlyList<PhaseReading> Phases { get; set; } = [new(230, 16, 3680), new(231, 15, 3465), new(229, 14, 3206)];

    public double FrequencyHz { get; set; } = 50;

    public double TemperatureC { get; set; } = 25;

    public bool Answers { get; set; } = true;
}
