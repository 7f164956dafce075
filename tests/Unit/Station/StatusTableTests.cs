using ChargerFirmware.Station.Statuses;

namespace ChargerFirmware.Tests.Unit.Station;

/// <summary>Inputs to status, by the line of the table.</summary>
public sealed class StatusTableTests
{
    private static readonly StatusInputs s_idle = new() { Operative = true };
    private static readonly StatusInputs s_running = s_idle with { Transaction = true, Plugged = true };

    public static TheoryData<string, StatusInputs, StatusLine> Rows => new()
    {
        { "1 a stop cause without a transaction", s_idle with { StopCause = true }, StatusLine.FaultPresent },
        { "1 a prevent cause without a transaction", s_idle with { PreventCause = true }, StatusLine.FaultPresent },
        { "1 the transaction ends first", s_running with { StopCause = true, Stopping = true }, StatusLine.AsBefore },
        { "1 a prevent cause leaves a transaction alone", s_running with { PreventCause = true, CurrentFlows = true }, StatusLine.CurrentFlows },
        { "1 a fault outweighs inoperative", s_idle with { StopCause = true, Operative = false }, StatusLine.FaultPresent },
        { "2 limit below minimum", s_running with { LimitBelowMinimum = true }, StatusLine.EvseSuspends },
        { "2 invalidated", s_running with { Invalidated = true }, StatusLine.EvseSuspends },
        { "2 both sides suspend", s_running with { LimitBelowMinimum = true, EvDoesNotTake = true }, StatusLine.EvseSuspends },
        { "3 current flows", s_running with { CurrentFlows = true }, StatusLine.CurrentFlows },
        { "3 inoperative waits for the end", s_running with { CurrentFlows = true, Operative = false }, StatusLine.CurrentFlows },
        { "4 the vehicle does not take", s_running with { EvDoesNotTake = true }, StatusLine.EvSuspends },
        { "5 starting", s_running, StatusLine.AsBefore },
        { "5 stopping", s_running with { Stopping = true, CurrentFlows = true }, StatusLine.AsBefore },
        { "6 inoperative", s_idle with { Operative = false, Plugged = true, Reserved = true }, StatusLine.Inoperative },
        { "7 the cable is left", s_idle with { Plugged = true, SessionOver = true }, StatusLine.CableLeft },
        { "7 somebody is authorised since", s_idle with { Plugged = true, SessionOver = true, Authorised = true }, StatusLine.InUse },
        { "8 plugged", s_idle with { Plugged = true }, StatusLine.InUse },
        { "8 authorised", s_idle with { Authorised = true }, StatusLine.InUse },
        { "8 outweighs a reservation", s_idle with { Plugged = true, Reserved = true }, StatusLine.InUse },
        { "9 reserved", s_idle with { Reserved = true }, StatusLine.Reserved },
        { "10 else", s_idle, StatusLine.Free },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_first_line_that_holds_counts(string row, StatusInputs inputs, StatusLine line)
    {
        Assert.True(line == StatusTable.Decide(inputs), row);
    }
}
