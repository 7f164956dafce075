using ChargerFirmware.Station.Machines;

namespace ChargerFirmware.Station.Statuses;

/// <summary>
/// A connector's status as a picture: OCPP 1.6 section 4.9 and three edges that physics forces. Wiring only: which line of
/// the status table holds is decided by <see cref="StatusTable"/>.
/// </summary>
/// <remarks>
/// Where the standard has no direct edge, the trigger leads to the status in between, and firing it again leads on.
/// </remarks>
public sealed class ConnectorMachine : SharedMachine<IStatusHolder, ConnectorStatus, StatusRule>
{
    [ThreadStatic]
    private static ConnectorMachine? t_shared;

    public ConnectorMachine()
    {
        Configure(ConnectorStatus.Available)
            .Permit(StatusRule.FaultPresent, ConnectorStatus.Faulted)
            .Permit(StatusRule.EvseSuspends, ConnectorStatus.SuspendedEVSE)
            .Permit(StatusRule.CurrentFlows, ConnectorStatus.Charging)
            .Permit(StatusRule.EvSuspends, ConnectorStatus.SuspendedEV)
            .Permit(StatusRule.AsBefore, ConnectorStatus.Preparing)
            .Permit(StatusRule.Inoperative, ConnectorStatus.Unavailable)
            .Permit(StatusRule.CableLeft, ConnectorStatus.Preparing)
            .Permit(StatusRule.InUse, ConnectorStatus.Preparing)
            .Permit(StatusRule.Reserved, ConnectorStatus.Reserved)
            .Ignore(StatusRule.Free);

        Configure(ConnectorStatus.Preparing)
            .Permit(StatusRule.FaultPresent, ConnectorStatus.Faulted)
            .Permit(StatusRule.EvseSuspends, ConnectorStatus.SuspendedEVSE)
            .Permit(StatusRule.CurrentFlows, ConnectorStatus.Charging)
            .Permit(StatusRule.EvSuspends, ConnectorStatus.SuspendedEV)
            .Ignore(StatusRule.AsBefore)
            .Permit(StatusRule.Inoperative, ConnectorStatus.Unavailable)
            .Permit(StatusRule.CableLeft, ConnectorStatus.Finishing)
            .Ignore(StatusRule.InUse)
            .Permit(StatusRule.Reserved, ConnectorStatus.Reserved)
            .Permit(StatusRule.Free, ConnectorStatus.Available);

        ConfigureTransaction(ConnectorStatus.Charging, StatusRule.CurrentFlows);
        ConfigureTransaction(ConnectorStatus.SuspendedEV, StatusRule.EvSuspends);
        ConfigureTransaction(ConnectorStatus.SuspendedEVSE, StatusRule.EvseSuspends);

        Configure(ConnectorStatus.Finishing)
            .Permit(StatusRule.FaultPresent, ConnectorStatus.Faulted)
            .Permit(StatusRule.EvseSuspends, ConnectorStatus.Preparing)
            .Permit(StatusRule.CurrentFlows, ConnectorStatus.Preparing)
            .Permit(StatusRule.EvSuspends, ConnectorStatus.Preparing)
            .Permit(StatusRule.AsBefore, ConnectorStatus.Preparing)
            .Permit(StatusRule.Inoperative, ConnectorStatus.Unavailable)
            .Ignore(StatusRule.CableLeft)
            .Permit(StatusRule.InUse, ConnectorStatus.Preparing)
            .Permit(StatusRule.Reserved, ConnectorStatus.Available)
            .Permit(StatusRule.Free, ConnectorStatus.Available);

        Configure(ConnectorStatus.Reserved)
            .Permit(StatusRule.FaultPresent, ConnectorStatus.Faulted)
            .Permit(StatusRule.EvseSuspends, ConnectorStatus.Preparing)
            .Permit(StatusRule.CurrentFlows, ConnectorStatus.Preparing)
            .Permit(StatusRule.EvSuspends, ConnectorStatus.Preparing)
            .Permit(StatusRule.AsBefore, ConnectorStatus.Preparing)
            .Permit(StatusRule.Inoperative, ConnectorStatus.Unavailable)
            .Permit(StatusRule.CableLeft, ConnectorStatus.Preparing)
            .Permit(StatusRule.InUse, ConnectorStatus.Preparing)
            .Ignore(StatusRule.Reserved)
            .Permit(StatusRule.Free, ConnectorStatus.Available);

        Configure(ConnectorStatus.Unavailable)
            .Permit(StatusRule.FaultPresent, ConnectorStatus.Faulted)
            .Permit(StatusRule.EvseSuspends, ConnectorStatus.SuspendedEVSE)
            .Permit(StatusRule.CurrentFlows, ConnectorStatus.Charging)
            .Permit(StatusRule.EvSuspends, ConnectorStatus.SuspendedEV)
            .Permit(StatusRule.AsBefore, ConnectorStatus.Preparing)
            .Ignore(StatusRule.Inoperative)
            .Permit(StatusRule.CableLeft, ConnectorStatus.Finishing)
            .Permit(StatusRule.InUse, ConnectorStatus.Preparing)
            .Permit(StatusRule.Reserved, ConnectorStatus.Available)
            .Permit(StatusRule.Free, ConnectorStatus.Available);

        Configure(ConnectorStatus.Faulted)
            .Ignore(StatusRule.FaultPresent)
            .Permit(StatusRule.EvseSuspends, ConnectorStatus.SuspendedEVSE)
            .Permit(StatusRule.CurrentFlows, ConnectorStatus.Charging)
            .Permit(StatusRule.EvSuspends, ConnectorStatus.SuspendedEV)
            .Permit(StatusRule.AsBefore, ConnectorStatus.Preparing)
            .Permit(StatusRule.Inoperative, ConnectorStatus.Unavailable)
            .Permit(StatusRule.CableLeft, ConnectorStatus.Finishing)
            .Permit(StatusRule.InUse, ConnectorStatus.Preparing)
            .Permit(StatusRule.Reserved, ConnectorStatus.Reserved)
            .Permit(StatusRule.Free, ConnectorStatus.Available);
    }

    /// <summary>The definition that serves every station whose loop runs on this thread.</summary>
    public static ConnectorMachine Shared => t_shared ??= new ConnectorMachine();

    /// <summary>Brings <paramref name="holder"/> to the status that <paramref name="line"/> means, along the standard's edges.</summary>
    /// <param name="entered">Called for each status on the way and for the last.</param>
    public void Follow(IStatusHolder holder, StatusRule line, Action? entered = null)
    {
        ConnectorStatus before;
        do
        {
            before = holder.Status;
            Fire(holder, line);
            if (holder.Status != before)
            {
                entered?.Invoke();
            }
        }
        while (holder.Status != before);
    }

    protected override ConnectorStatus Read(IStatusHolder subject) => subject.Status;

    protected override void Write(IStatusHolder subject, ConnectorStatus state) => subject.Status = state;

    /// <summary>Charging, SuspendedEV and SuspendedEVSE differ only in the line that keeps them.</summary>
    private void ConfigureTransaction(ConnectorStatus status, StatusRule stays)
    {
        var configuration = Configure(status)
            .Permit(StatusRule.FaultPresent, ConnectorStatus.Faulted)
            .Ignore(StatusRule.AsBefore)
            .Permit(StatusRule.Inoperative, ConnectorStatus.Unavailable)
            .Permit(StatusRule.CableLeft, ConnectorStatus.Finishing)
            .Permit(StatusRule.InUse, ConnectorStatus.Finishing)
            .Permit(StatusRule.Reserved, ConnectorStatus.Available)
            .Permit(StatusRule.Free, ConnectorStatus.Available)
            .Ignore(stays);
        (StatusRule Line, ConnectorStatus Status)[] siblings =
        [
            (StatusRule.EvseSuspends, ConnectorStatus.SuspendedEVSE),
            (StatusRule.CurrentFlows, ConnectorStatus.Charging),
            (StatusRule.EvSuspends, ConnectorStatus.SuspendedEV),
        ];
        foreach (var (line, sibling) in siblings)
        {
            if (line != stays)
            {
                configuration.Permit(line, sibling);
            }
        }
    }
}
