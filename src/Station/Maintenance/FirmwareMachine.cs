using ChargerFirmware.Station.Machines;
using Stateless;
using Boot = ChargerFirmware.Station.Maintenance.FirmwareBoot;
using State = ChargerFirmware.Station.Maintenance.FirmwareUpdateState;
using Trigger = ChargerFirmware.Station.Maintenance.FirmwareUpdateTrigger;

namespace ChargerFirmware.Station.Maintenance;

/// <summary>
/// A firmware update as a picture (OCPP 1.6, 4.5 and 5.19), with what a restart at any instant makes of it. Wiring only; what the steps
/// do stands in <see cref="FirmwareUpdate"/>.
/// </summary>
public sealed class FirmwareMachine : SharedMachine<IFirmwareSteps, State, Trigger>
{
    [ThreadStatic]
    private static FirmwareMachine? t_shared;

    public FirmwareMachine()
    {
        Ignoring(
            Configure(State.Idle)
                .OnEntry(() => Subject.Rest(), nameof(IFirmwareSteps.Rest))
                .Permit(Trigger.Requested, State.Scheduled)
                .PermitIf(Trigger.Resumed, State.Scheduled, () => Subject.HasNext, nameof(IFirmwareSteps.HasNext))
                .IgnoreIf(Trigger.Resumed, () => !Subject.HasNext, "HasNoNext"),
            Trigger.RetrieveDue, Trigger.Fetched, Trigger.FetchFailed, Trigger.RetryDue, Trigger.StationIdle, Trigger.ImageInstalled,
            Trigger.InstallFailed, Trigger.RestartFailed, Trigger.Proven, Trigger.Disproven, Trigger.Delivered);
        ConfigureFetching();
        ConfigureInstalling();
        ConfigureTrial();
        ConfigureEnd(State.Installed);
        ConfigureEnd(State.InstallationFailed);
        ConfigureEnd(State.DownloadFailed);
    }

    /// <summary>The definition that serves every station whose loop runs on this thread.</summary>
    public static FirmwareMachine Shared => t_shared ??= new FirmwareMachine();

    protected override State Read(IFirmwareSteps subject) => subject.State;

    protected override void Write(IFirmwareSteps subject, State state) => subject.State = state;

    private void ConfigureFetching()
    {
        Ignoring(
            Configure(State.Scheduled)
                .OnEntry(() => Subject.Schedule(), nameof(IFirmwareSteps.Schedule))
                .PermitReentry(Trigger.Requested)
                .PermitReentry(Trigger.Resumed)
                .PermitIf(Trigger.RetrieveDue, State.Downloading, () => Subject.CanInstall, nameof(IFirmwareSteps.CanInstall))
                .PermitIf(Trigger.RetrieveDue, State.InstallationFailed, () => !Subject.CanInstall, "CannotInstall"),
            Trigger.Fetched, Trigger.FetchFailed, Trigger.RetryDue, Trigger.StationIdle, Trigger.ImageInstalled, Trigger.InstallFailed,
            Trigger.RestartFailed, Trigger.Proven, Trigger.Disproven, Trigger.Delivered);

        Ignoring(
            Configure(State.Downloading)
                .OnEntry(() => Subject.Download(), nameof(IFirmwareSteps.Download))
                .OnExit(() => Subject.EndDownload(), nameof(IFirmwareSteps.EndDownload))
                .Permit(Trigger.Requested, State.Scheduled)
                .PermitReentry(Trigger.Resumed)
                .Permit(Trigger.Fetched, State.Downloaded)
                .PermitIf(Trigger.FetchFailed, State.Retrying, () => Subject.RetriesLeft, nameof(IFirmwareSteps.RetriesLeft))
                .PermitIf(Trigger.FetchFailed, State.DownloadFailed, () => !Subject.RetriesLeft, "NoRetriesLeft"),
            Trigger.RetrieveDue, Trigger.RetryDue, Trigger.StationIdle, Trigger.ImageInstalled, Trigger.InstallFailed, Trigger.RestartFailed,
            Trigger.Proven, Trigger.Disproven, Trigger.Delivered);

        Ignoring(
            Configure(State.Retrying)
                .OnEntry(() => Subject.ScheduleRetry(), nameof(IFirmwareSteps.ScheduleRetry))
                .Permit(Trigger.Requested, State.Scheduled)
                .Permit(Trigger.RetryDue, State.Downloading)
                .Permit(Trigger.Resumed, State.Downloading),
            Trigger.RetrieveDue, Trigger.Fetched, Trigger.FetchFailed, Trigger.StationIdle, Trigger.ImageInstalled, Trigger.InstallFailed,
            Trigger.RestartFailed, Trigger.Proven, Trigger.Disproven, Trigger.Delivered);
    }

    private void ConfigureInstalling()
    {
        Ignoring(
            ResumingBy(Configure(State.Downloaded))
                .OnEntry(() => Subject.AwaitIdle(), nameof(IFirmwareSteps.AwaitIdle))
                .PermitReentryIf(Trigger.Resumed, () => Subject.Boot == Boot.Other, "OtherRuns")
                .Permit(Trigger.Requested, State.Scheduled)
                .Permit(Trigger.StationIdle, State.Installing),
            Trigger.RetrieveDue, Trigger.Fetched, Trigger.FetchFailed, Trigger.RetryDue, Trigger.ImageInstalled, Trigger.InstallFailed,
            Trigger.RestartFailed, Trigger.Proven, Trigger.Disproven, Trigger.Delivered);

        // The power went before the other slot was marked: the image is still whole, and is installed once more.
        Ignoring(
            ResumingBy(Configure(State.Installing))
                .OnEntry(() => Subject.Install(), nameof(IFirmwareSteps.Install))
                .PermitIf(Trigger.Resumed, State.Downloaded, () => Subject.Boot == Boot.Other && Subject.MayInstallAgain, "OtherRuns, MayInstallAgain")
                .PermitIf(Trigger.Resumed, State.InstallationFailed, () => Subject.Boot == Boot.Other && !Subject.MayInstallAgain, "OtherRuns, CutTooOften")
                .Permit(Trigger.ImageInstalled, State.Restarting)
                .Permit(Trigger.InstallFailed, State.InstallationFailed),
            Trigger.Requested, Trigger.RetrieveDue, Trigger.Fetched, Trigger.FetchFailed, Trigger.RetryDue, Trigger.StationIdle,
            Trigger.RestartFailed, Trigger.Proven, Trigger.Disproven, Trigger.Delivered);

        Ignoring(
            ResumingBy(Configure(State.Restarting))
                .OnEntry(() => Subject.Restart(), nameof(IFirmwareSteps.Restart))
                .PermitIf(Trigger.Resumed, State.InstallationFailed, () => Subject.Boot == Boot.Other, "OtherRuns")
                .Permit(Trigger.RestartFailed, State.InstallationFailed),
            Trigger.Requested, Trigger.RetrieveDue, Trigger.Fetched, Trigger.FetchFailed, Trigger.RetryDue, Trigger.StationIdle,
            Trigger.ImageInstalled, Trigger.InstallFailed, Trigger.Proven, Trigger.Disproven, Trigger.Delivered);
    }

    private void ConfigureTrial()
    {
        Ignoring(
            Configure(State.OnTrial)
                .OnEntry(() => Subject.BeginTrial(), nameof(IFirmwareSteps.BeginTrial))
                .PermitReentryIf(Trigger.Resumed, () => Subject.Boot == Boot.OnTrial, "RunsOnTrial")
                .PermitIf(Trigger.Resumed, State.Installed, () => Subject.Boot == Boot.Confirmed, "RunsConfirmed")
                .PermitIf(Trigger.Resumed, State.InstallationFailed, () => Subject.Boot == Boot.Other, "OtherRuns")
                .Permit(Trigger.Proven, State.Installed)
                .Permit(Trigger.Disproven, State.RollingBack),
            Trigger.Requested, Trigger.RetrieveDue, Trigger.Fetched, Trigger.FetchFailed, Trigger.RetryDue, Trigger.StationIdle,
            Trigger.ImageInstalled, Trigger.InstallFailed, Trigger.RestartFailed, Trigger.Delivered);

        // One attempt, whatever runs then: a restart loop is worse than the unwanted version.
        Ignoring(
            Configure(State.RollingBack)
                .OnEntry(() => Subject.RollBack(), nameof(IFirmwareSteps.RollBack))
                .Permit(Trigger.Resumed, State.InstallationFailed)
                .Permit(Trigger.RestartFailed, State.InstallationFailed),
            Trigger.Requested, Trigger.RetrieveDue, Trigger.Fetched, Trigger.FetchFailed, Trigger.RetryDue, Trigger.StationIdle,
            Trigger.ImageInstalled, Trigger.InstallFailed, Trigger.Proven, Trigger.Disproven, Trigger.Delivered);
    }

    private void ConfigureEnd(State state) => Ignoring(
        Configure(state)
            .OnEntry(() => Subject.Conclude(), nameof(IFirmwareSteps.Conclude))
            .Permit(Trigger.Requested, State.Scheduled)
            .PermitReentry(Trigger.Resumed)
            .PermitIf(Trigger.Delivered, State.Scheduled, () => Subject.HasNext, nameof(IFirmwareSteps.HasNext))
            .PermitIf(Trigger.Delivered, State.Idle, () => !Subject.HasNext, "HasNoNext"),
        Trigger.RetrieveDue, Trigger.Fetched, Trigger.FetchFailed, Trigger.RetryDue, Trigger.StationIdle, Trigger.ImageInstalled,
        Trigger.InstallFailed, Trigger.RestartFailed, Trigger.Proven, Trigger.Disproven);

    /// <summary>What runs after a start decides, whatever the store had the time to note.</summary>
    private StateMachine<State, Trigger>.StateConfiguration ResumingBy(StateMachine<State, Trigger>.StateConfiguration configuration) =>
        configuration
            .PermitIf(Trigger.Resumed, State.OnTrial, () => Subject.Boot == Boot.OnTrial, "RunsOnTrial")
            .PermitIf(Trigger.Resumed, State.Installed, () => Subject.Boot == Boot.Confirmed, "RunsConfirmed");

    private static void Ignoring(StateMachine<State, Trigger>.StateConfiguration configuration, params ReadOnlySpan<Trigger> triggers)
    {
        foreach (var trigger in triggers)
        {
            configuration.Ignore(trigger);
        }
    }
}
