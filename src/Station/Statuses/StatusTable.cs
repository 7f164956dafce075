namespace ChargerFirmware.Station.Statuses;

/// <summary>Inputs to status: the first line that holds.</summary>
public static class StatusTable
{
    public static StatusRule Decide(in StatusInputs inputs) => inputs switch
    {
        // A transaction ends first: only then the connector is Faulted.
        { Transaction: false } and ({ StopFault: true } or { PreventFault: true }) => StatusRule.FaultPresent,
        { Transaction: true, Stopping: true } => StatusRule.AsBefore,
        { Transaction: true, LimitBelowMinimum: true } or { Transaction: true, Invalidated: true } => StatusRule.EvseSuspends,
        { Transaction: true, CurrentFlows: true } => StatusRule.CurrentFlows,
        { Transaction: true, EvDoesNotTake: true } => StatusRule.EvSuspends,
        { Transaction: true } => StatusRule.AsBefore,
        { Operative: false } => StatusRule.Inoperative,
        { Plugged: true, Authorized: false, SessionOver: true } => StatusRule.CableLeft,
        { Plugged: true } or { Authorized: true } => StatusRule.InUse,
        { Reserved: true } => StatusRule.Reserved,
        _ => StatusRule.Free,
    };
}
