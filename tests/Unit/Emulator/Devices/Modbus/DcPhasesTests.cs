using ChargerFirmware.Emulator.Devices.Modbus;
using ChargerFirmware.Emulator.Physics;

namespace ChargerFirmware.Tests.Unit.Emulator.Devices.Modbus;

public sealed class DcPhasesTests
{
    [Fact]
    public void Every_phase_of_the_physics_has_its_own_in_the_controllers_map() =>
        Assert.All(Enum.GetValues<DcPhase>(), phase => Assert.Equal(phase.ToString(), DcPhases.Write(phase).ToString()));
}
