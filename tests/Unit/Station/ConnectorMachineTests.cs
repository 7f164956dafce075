using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Statuses;
using static ChargerFirmware.Station.Statuses.ConnectorStatus;

namespace ChargerFirmware.Tests.Unit.Station;

public sealed class ConnectorMachineTests
{
    /// <summary>OCPP 1.6 section 4.9: from each status, where it may go directly.</summary>
    private static readonly Dictionary<ConnectorStatus, ConnectorStatus[]> s_standard = new()
    {
        [Available] = [Preparing, Charging, SuspendedEV, SuspendedEVSE, Reserved, Unavailable, Faulted],
        [Preparing] = [Available, Charging, SuspendedEV, SuspendedEVSE, Finishing, Faulted],
        [Charging] = [Available, SuspendedEV, SuspendedEVSE, Finishing, Unavailable, Faulted],
        [SuspendedEV] = [Available, Charging, SuspendedEVSE, Finishing, Unavailable, Faulted],
        [SuspendedEVSE] = [Available, Charging, SuspendedEV, Finishing, Unavailable, Faulted],
        [Finishing] = [Available, Preparing, Unavailable, Faulted],
        [Reserved] = [Available, Preparing, Unavailable, Faulted],
        [Unavailable] = [Available, Preparing, Charging, SuspendedEV, SuspendedEVSE, Faulted],
        [Faulted] = [Available, Preparing, Charging, SuspendedEV, SuspendedEVSE, Finishing, Reserved, Unavailable],
    };

    /// <summary>Edges that physics forces: a reserved connector unplugged again, made inoperative or operative while plugged.</summary>
    private static readonly string[] s_forced = ["Preparing Reserved", "Preparing Unavailable", "Unavailable Finishing"];

    [Fact]
    public void The_edges_are_those_of_the_standard_and_three_that_physics_forces()
    {
        var allowed = s_standard.SelectMany(row => row.Value.Select(to => $"{row.Key} {to}")).Concat(s_forced);

        Assert.Equal(allowed.Order(), StateDiagram.Edges(new ConnectorMachine().GetInfo()).Distinct().Order());
    }

    [Fact]
    public void Every_pair_of_status_and_line_is_decided()
    {
        Assert.Empty(StateDiagram.Undecided<StatusRule>(new ConnectorMachine().GetInfo()));
    }

    [Fact]
    public void The_diagram_in_the_readme_is_the_machine()
    {
        Assert.Equal(StateDiagram.Write(new ConnectorMachine().GetInfo()), StateDiagram.FromReadme("src/Station", "## Connector"));
    }

    [Theory]
    [InlineData(Finishing, StatusRule.CurrentFlows, new[] { Preparing, Charging })]
    [InlineData(Charging, StatusRule.InUse, new[] { Finishing, Preparing })]
    [InlineData(Charging, StatusRule.Reserved, new[] { Available, Reserved })]
    [InlineData(Available, StatusRule.CableLeft, new[] { Preparing, Finishing })]
    [InlineData(Faulted, StatusRule.Free, new[] { Available })]
    [InlineData(Charging, StatusRule.AsBefore, new ConnectorStatus[0])]
    public void Where_there_is_no_edge_the_status_goes_by_the_one_between(ConnectorStatus from, StatusRule line, ConnectorStatus[] way)
    {
        var holder = new Holder { Status = from };
        holder.Way.Clear();

        new ConnectorMachine().Follow(holder, line);

        Assert.Equal(way, holder.Way);
    }

    private sealed class Holder : IStatusHolder
    {
        public List<ConnectorStatus> Way { get; } = [];

        public ConnectorStatus Status
        {
            get;
            set
            {
                field = value;
                Way.Add(value);
            }
        }
    }
}
