namespace ChargerFirmware.Station.Statuses;

/// <summary>Inputs to status: the first line that holds.</summary>
public static class StatusTable
{
    public static StatusLine Decide(in StatusInputs inputs) => inputs switch
    {
        // A transaction ends first: only then the connector is Faulted.
        { Transaction: false } and ({ StopCause: true } or { PreventCause: true }) => StatusLine.FaultPresent,
        { Transaction: true, Stopping: true } => StatusLine.AsBefore,
        { Transaction: true, LimitBelowMinimum: true } or { Transaction: true, Invalidated: true } => StatusLine.EvseSuspends,
        { Transaction: true, CurrentFlows: true } => StatusLine.CurrentFlows,
        { Transaction: true, EvDoesNotTake: true } => StatusLine.EvSuspends,
        { Transaction: true } => StatusLine.AsBefore,
        { Operative: false } => StatusLine.Inoperative,
        { Plugged: true, Authorised: false, SessionOver: true } => StatusLine.CableLeft,
        { Plugged: true } or { Authorised: true } => StatusLine.InUse,
        { Reserved: true } => StatusLine.Reserved,
        _ => StatusLine.Free,
    };
}
