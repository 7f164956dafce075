using ChargerFirmware.Station.Statuses;

namespace ChargerFirmware.Tests.Unit.Station;

/// <summary>Inputs to status, by the line of the table.</summary>
public sealed class StatusTableTests
{
    private static readonly StatusInputs s_idle = new() { Operative = true };
    private static readonly StatusInputs s_running = s_idle with { Transaction = true, Plugged = true };

    public static TheoryData<string, StatusInputs, StatusRule> Rows => new()
    {
        { "1 a stop fault without a transaction", s_idle with { StopFault = true }, StatusRule.FaultPresent },
        { "1 a prevent fault without a transaction", s_idle with { PreventFault = true }, StatusRule.FaultPresent },
        { "1 the transaction ends first", s_running with { StopFault = true, Stopping = true }, StatusRule.AsBefore },
        { "1 a prevent fault leaves a transaction alone", s_running with { PreventFault = true, CurrentFlows = true }, StatusRule.CurrentFlows },
        { "1 a fault outweighs inoperative", s_idle with { StopFault = true, Operative = false }, StatusRule.FaultPresent },
        { "2 limit below minimum", s_running with { LimitBelowMinimum = true }, StatusRule.EvseSuspends },
        { "2 invalidated", s_running with { Invalidated = true }, StatusRule.EvseSuspends },
        { "2 both sides suspend", s_running with { LimitBelowMinimum = true, EvDoesNotTake = true }, StatusRule.EvseSuspends },
        { "3 current flows", s_running with { CurrentFlows = true }, StatusRule.CurrentFlows },
        { "3 inoperative waits for the end", s_running with { CurrentFlows = true, Operative = false }, StatusRule.CurrentFlows },
        { "4 the vehicle does not take", s_running with { EvDoesNotTake = true }, StatusRule.EvSuspends },
        { "5 starting", s_running, StatusRule.AsBefore },
        { "5 stopping", s_running with { Stopping = true, CurrentFlows = true }, StatusRule.AsBefore },
        { "6 inoperative", s_idle with { Operative = false, Plugged = true, Reserved = true }, StatusRule.Inoperative },
        { "7 the cable is left", s_idle with { Plugged = true, SessionOver = true }, StatusRule.CableLeft },
        { "7 somebody is authorized since", s_idle with { Plugged = true, SessionOver = true, Authorized = true }, StatusRule.InUse },
        { "8 plugged", s_idle with { Plugged = true }, StatusRule.InUse },
        { "8 authorized", s_idle with { Authorized = true }, StatusRule.InUse },
        { "8 outweighs a reservation", s_idle with { Plugged = true, Reserved = true }, StatusRule.InUse },
        { "9 reserved", s_idle with { Reserved = true }, StatusRule.Reserved },
        { "10 else", s_idle, StatusRule.Free },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_first_line_that_holds_counts(string row, StatusInputs inputs, StatusRule line)
    {
        Assert.True(line == StatusTable.Decide(inputs), row);
    }
}
