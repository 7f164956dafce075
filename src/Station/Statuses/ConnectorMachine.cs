using ChargerFirmware.Station.Machines;

namespace ChargerFirmware.Station.Statuses;

/// <summary>
/// A connector's status as a picture: OCPP 1.6 section 4.9 and three edges that physics forces. Wiring only: which line of
/// the status table holds is decided by <see cref="StatusTable"/>.
/// </summary>
/// <remarks>
/// Where the standard has no direct edge, the trigger leads to the status in between, and firing it again leads on.
/// </remarks>
public sealed class ConnectorMachine : SharedMachine<IStatusHolder, ConnectorStatus, StatusLine>
{
    [ThreadStatic]
    private static ConnectorMachine? t_shared;

    public ConnectorMachine()
    {
        Configure(ConnectorStatus.Available)
            .Permit(StatusLine.FaultPresent, ConnectorStatus.Faulted)
            .Permit(StatusLine.EvseSuspends, ConnectorStatus.SuspendedEVSE)
            .Permit(StatusLine.CurrentFlows, ConnectorStatus.Charging)
            .Permit(StatusLine.EvSuspends, ConnectorStatus.SuspendedEV)
            .Permit(StatusLine.AsBefore, ConnectorStatus.Preparing)
            .Permit(StatusLine.Inoperative, ConnectorStatus.Unavailable)
            .Permit(StatusLine.CableLeft, ConnectorStatus.Preparing)
            .Permit(StatusLine.InUse, ConnectorStatus.Preparing)
            .Permit(StatusLine.Reserved, ConnectorStatus.Reserved)
            .Ignore(StatusLine.Free);

        Configure(ConnectorStatus.Preparing)
            .Permit(StatusLine.FaultPresent, ConnectorStatus.Faulted)
            .Permit(StatusLine.EvseSuspends, ConnectorStatus.SuspendedEVSE)
            .Permit(StatusLine.CurrentFlows, ConnectorStatus.Charging)
            .Permit(StatusLine.EvSuspends, ConnectorStatus.SuspendedEV)
            .Ignore(StatusLine.AsBefore)
            .Permit(StatusLine.Inoperative, ConnectorStatus.Unavailable)
            .Permit(StatusLine.CableLeft, ConnectorStatus.Finishing)
            .Ignore(StatusLine.InUse)
            .Permit(StatusLine.Reserved, ConnectorStatus.Reserved)
            .Permit(StatusLine.Free, ConnectorStatus.Available);

        ConfigureTransaction(ConnectorStatus.Charging, StatusLine.CurrentFlows);
        ConfigureTransaction(ConnectorStatus.SuspendedEV, StatusLine.EvSuspends);
        ConfigureTransaction(ConnectorStatus.SuspendedEVSE, StatusLine.EvseSuspends);

        Configure(ConnectorStatus.Finishing)
            .Permit(StatusLine.FaultPresent, ConnectorStatus.Faulted)
            .Permit(StatusLine.EvseSuspends, ConnectorStatus.Preparing)
            .Permit(StatusLine.CurrentFlows, ConnectorStatus.Preparing)
            .Permit(StatusLine.EvSuspends, ConnectorStatus.Preparing)
            .Permit(StatusLine.AsBefore, ConnectorStatus.Preparing)
            .Permit(StatusLine.Inoperative, ConnectorStatus.Unavailable)
            .Ignore(StatusLine.CableLeft)
            .Permit(StatusLine.InUse, ConnectorStatus.Preparing)
            .Permit(StatusLine.Reserved, ConnectorStatus.Available)
            .Permit(StatusLine.Free, ConnectorStatus.Available);

        Configure(ConnectorStatus.Reserved)
            .Permit(StatusLine.FaultPresent, ConnectorStatus.Faulted)
            .Permit(StatusLine.EvseSuspends, ConnectorStatus.Preparing)
            .Permit(StatusLine.CurrentFlows, ConnectorStatus.Preparing)
            .Permit(StatusLine.EvSuspends, ConnectorStatus.Preparing)
            .Permit(StatusLine.AsBefore, ConnectorStatus.Preparing)
            .Permit(StatusLine.Inoperative, ConnectorStatus.Unavailable)
            .Permit(StatusLine.CableLeft, ConnectorStatus.Preparing)
            .Permit(StatusLine.InUse, ConnectorStatus.Preparing)
            .Ignore(StatusLine.Reserved)
            .Permit(StatusLine.Free, ConnectorStatus.Available);

        Configure(ConnectorStatus.Unavailable)
            .Permit(StatusLine.FaultPresent, ConnectorStatus.Faulted)
            .Permit(StatusLine.EvseSuspends, ConnectorStatus.SuspendedEVSE)
            .Permit(StatusLine.CurrentFlows, ConnectorStatus.Charging)
            .Permit(StatusLine.EvSuspends, ConnectorStatus.SuspendedEV)
            .Permit(StatusLine.AsBefore, ConnectorStatus.Preparing)
            .Ignore(StatusLine.Inoperative)
            .Permit(StatusLine.CableLeft, ConnectorStatus.Finishing)
            .Permit(StatusLine.InUse, ConnectorStatus.Preparing)
            .Permit(StatusLine.Reserved, ConnectorStatus.Available)
            .Permit(StatusLine.Free, ConnectorStatus.Available);

        Configure(ConnectorStatus.Faulted)
            .Ignore(StatusLine.FaultPresent)
            .Permit(StatusLine.EvseSuspends, ConnectorStatus.SuspendedEVSE)
            .Permit(StatusLine.CurrentFlows, ConnectorStatus.Charging)
            .Permit(StatusLine.EvSuspends, ConnectorStatus.SuspendedEV)
            .Permit(StatusLine.AsBefore, ConnectorStatus.Preparing)
            .Permit(StatusLine.Inoperative, ConnectorStatus.Unavailable)
            .Permit(StatusLine.CableLeft, ConnectorStatus.Finishing)
            .Permit(StatusLine.InUse, ConnectorStatus.Preparing)
            .Permit(StatusLine.Reserved, ConnectorStatus.Reserved)
            .Permit(StatusLine.Free, ConnectorStatus.Available);
    }

    /// <summary>The definition that serves every station whose loop runs on this thread.</summary>
    public static ConnectorMachine Shared => t_shared ??= new ConnectorMachine();

    /// <summary>Brings <paramref name="holder"/> to the status that <paramref name="line"/> means, along the standard's edges.</summary>
    /// <param name="entered">Called for each status on the way and for the last.</param>
    public void Follow(IStatusHolder holder, StatusLine line, Action? entered = null)
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
    private void ConfigureTransaction(ConnectorStatus status, StatusLine stays)
    {
        var configuration = Configure(status)
            .Permit(StatusLine.FaultPresent, ConnectorStatus.Faulted)
            .Ignore(StatusLine.AsBefore)
            .Permit(StatusLine.Inoperative, ConnectorStatus.Unavailable)
            .Permit(StatusLine.CableLeft, ConnectorStatus.Finishing)
            .Permit(StatusLine.InUse, ConnectorStatus.Finishing)
            .Permit(StatusLine.Reserved, ConnectorStatus.Available)
            .Permit(StatusLine.Free, ConnectorStatus.Available)
            .Ignore(stays);
        (StatusLine Line, ConnectorStatus Status)[] siblings =
        [
            (StatusLine.EvseSuspends, ConnectorStatus.SuspendedEVSE),
            (StatusLine.CurrentFlows, ConnectorStatus.Charging),
            (StatusLine.EvSuspends, ConnectorStatus.SuspendedEV),
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
