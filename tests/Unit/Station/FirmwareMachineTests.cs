using ChargerFirmware.Station.Maintenance;

namespace ChargerFirmware.Tests.Unit.Station;

public sealed class FirmwareMachineTests
{
    [Fact]
    public void Every_pair_of_state_and_trigger_is_decided()
    {
        Assert.Empty(StateDiagram.Undecided<FirmwareUpdateTrigger>(new FirmwareMachine().GetInfo()));
        Assert.Equal(Enum.GetValues<FirmwareUpdateState>().Length, new FirmwareMachine().GetInfo().States.Count());
    }

    [Fact]
    public void The_diagram_in_the_readme_is_the_machine()
    {
        Assert.Equal(StateDiagram.Write(new FirmwareMachine().GetInfo()), StateDiagram.FromReadme("src/Station", "## Firmware update"));
    }
}
