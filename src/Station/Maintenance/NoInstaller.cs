namespace ChargerFirmware.Station.Maintenance;

/// <summary>A station whose program is changed by hand, and which says so.</summary>
public sealed class NoInstaller : IFirmwareInstaller
{
    public string Refusal => "this station has no installer";

    public long MaxImageBytes => 0;

    public IDownloadTarget Target => throw new InvalidOperationException(Refusal);

    public Task InstallAsync(long update) => Task.FromException(new FirmwareException(Refusal));

    public FirmwareBoot Judge(long update) => FirmwareBoot.Other;

    public Task ConfirmAsync(long update) => Task.FromException(new FirmwareException(Refusal));

    public Task RollBackAsync(long update) => Task.CompletedTask;
}
