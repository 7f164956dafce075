using ChargerFirmware.Station.Maintenance;

namespace ChargerFirmware.Tests.Unit.Station;

public sealed class DiagnosticsMachineTests
{
    [Fact]
    public void Every_pair_of_state_and_trigger_is_decided()
    {
        Assert.Empty(StateDiagram.Undecided<DiagnosticsTrigger>(new DiagnosticsMachine().GetInfo()));
    }

    [Fact]
    public void The_diagram_in_the_readme_is_the_machine()
    {
        Assert.Equal(StateDiagram.Write(new DiagnosticsMachine().GetInfo()), StateDiagram.FromReadme("src/Station", "## Diagnostics"));
    }
}
