using ChargerFirmware.Station.Protocol.Link;
using ChargerFirmware.Tests.Unit.Station;

namespace ChargerFirmware.Tests.Unit.StationProtocol;

public sealed class LinkMachineTests
{
    [Fact]
    public void Every_pair_of_state_and_trigger_is_decided()
    {
        Assert.Empty(StateDiagram.Undecided<LinkTrigger>(new LinkMachine().GetInfo()));
    }

    [Fact]
    public void The_diagram_in_the_readme_is_the_machine()
    {
        Assert.Equal(StateDiagram.Write(new LinkMachine().GetInfo()), StateDiagram.FromReadme("src/Station.Protocol", "## Boot and link"));
    }
}
