using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware;

namespace ChargerFirmware.Tests.Unit.HardwareModbus;

internal sealed class FakePilot : IPilotPhysics
{
    public event Action? Changed;

    public ControlPilotState State
    {
        get;
        set
        {
            field = value;
            Changed?.Invoke();
        }
    } = ControlPilotState.A;

    public double CableLimitA { get; set; }

    public double OfferedCurrentA
    {
        get;
        set
        {
            field = value;
            History.Add(value);
        }
    }

    public List<double> History { get; } = [];

    public bool Answers { get; set; } = true;
}
