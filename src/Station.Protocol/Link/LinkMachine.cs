using ChargerFirmware.Station.Machines;

namespace ChargerFirmware.Station.Protocol.Link;

/// <summary>Boot and link as a picture (OCPP 1.6, 4.2). Wiring only; what a step does stands in <see cref="ILinkSteps"/>.</summary>
public sealed class LinkMachine : SharedMachine<ILinkSteps, LinkState, LinkTrigger>
{
    [ThreadStatic]
    private static LinkMachine? t_shared;

    public LinkMachine()
    {
        Configure(LinkState.Disconnected)
            .OnEntry(() => Subject.ScheduleDial(), nameof(ILinkSteps.ScheduleDial))
            .Permit(LinkTrigger.DialDue, LinkState.Dialling)
            .Ignore(LinkTrigger.Connected)
            .Ignore(LinkTrigger.DialFailed)
            .Ignore(LinkTrigger.LinkLost)
            .Ignore(LinkTrigger.BootAccepted)
            .Ignore(LinkTrigger.BootPending)
            .Ignore(LinkTrigger.BootRejected)
            .Ignore(LinkTrigger.BootDue);

        Configure(LinkState.Dialling)
            .OnEntry(() => Subject.Dial(), nameof(ILinkSteps.Dial))
            .Ignore(LinkTrigger.DialDue)
            .PermitIf(LinkTrigger.Connected, LinkState.Operational, () => Subject.WasAccepted, nameof(ILinkSteps.WasAccepted))
            .PermitIf(LinkTrigger.Connected, LinkState.Booting, () => !Subject.WasAccepted, "NotYetAccepted")
            .Permit(LinkTrigger.DialFailed, LinkState.Disconnected)
            .Permit(LinkTrigger.LinkLost, LinkState.Disconnected)
            .Ignore(LinkTrigger.BootAccepted)
            .Ignore(LinkTrigger.BootPending)
            .Ignore(LinkTrigger.BootRejected)
            .Ignore(LinkTrigger.BootDue);

        Configure(LinkState.Booting)
            .OnEntry(() => Subject.SendBootNotification(), nameof(ILinkSteps.SendBootNotification))
            .Ignore(LinkTrigger.DialDue)
            .Ignore(LinkTrigger.Connected)
            .Ignore(LinkTrigger.DialFailed)
            .Permit(LinkTrigger.LinkLost, LinkState.Disconnected)
            .Permit(LinkTrigger.BootAccepted, LinkState.Operational)
            .Permit(LinkTrigger.BootPending, LinkState.Pending)
            .Permit(LinkTrigger.BootRejected, LinkState.Rejected)
            .PermitReentry(LinkTrigger.BootDue);

        ConfigureWaiting(LinkState.Pending);
        ConfigureWaiting(LinkState.Rejected);

        Configure(LinkState.Operational)
            .OnEntry(() => Subject.BeginOperation(), nameof(ILinkSteps.BeginOperation))
            .OnExit(() => Subject.EndOperation(), nameof(ILinkSteps.EndOperation))
            .Ignore(LinkTrigger.DialDue)
            .Ignore(LinkTrigger.Connected)
            .Ignore(LinkTrigger.DialFailed)
            .Permit(LinkTrigger.LinkLost, LinkState.Disconnected)
            .Ignore(LinkTrigger.BootAccepted)
            .Permit(LinkTrigger.BootPending, LinkState.Pending)
            .Permit(LinkTrigger.BootRejected, LinkState.Rejected)
            .Ignore(LinkTrigger.BootDue);
    }

    /// <summary>The definition that serves every station whose loop runs on this thread.</summary>
    public static LinkMachine Shared => t_shared ??= new LinkMachine();

    protected override LinkState Read(ILinkSteps subject) => subject.State;

    protected override void Write(ILinkSteps subject, LinkState state) => subject.State = state;

    /// <summary>Pending and Rejected differ in what may be sent and answered, not in how they are left.</summary>
    private void ConfigureWaiting(LinkState state) => Configure(state)
        .OnEntry(() => Subject.ScheduleBoot(), nameof(ILinkSteps.ScheduleBoot))
        .Ignore(LinkTrigger.DialDue)
        .Ignore(LinkTrigger.Connected)
        .Ignore(LinkTrigger.DialFailed)
        .Permit(LinkTrigger.LinkLost, LinkState.Disconnected)
        .Ignore(LinkTrigger.BootAccepted)
        .Ignore(LinkTrigger.BootPending)
        .Ignore(LinkTrigger.BootRejected)
        .Permit(LinkTrigger.BootDue, LinkState.Booting);
}
