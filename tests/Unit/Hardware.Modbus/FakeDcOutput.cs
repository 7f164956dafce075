using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware;

namespace ChargerFirmware.Tests.Unit.HardwareModbus;

internal sealed class FakeDcOutput : IDcOutputPhysics
{
    public ControlPilotState State { get; set; } = ControlPilotState.A;

    public DcPhase Phase { get; set; }

    public bool Permitted { get; set; }

    public double LimitA { get; set; }

    public double LimitW { get; set; }

    public double OutputVoltageV { get; set; } = 400.1;

    public double OutputCurrentA { get; set; } = 120.5;

    public double InsulationKiloOhm { get; set; } = 2000;

    public VehicleData Vehicle { get; set; } = VehicleData.Unknown;

    public bool Answers { get; set; } = true;
}
