using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Maintenance;

namespace ChargerFirmware.Bench.Maintenance;

/// <summary>
/// Two slots of firmware and the boot loader that chooses between them, as they are on a board. They belong to the bench and outlast the
/// station. A new version boots once on trial; unless it is confirmed the one before it boots next.
/// </summary>
public sealed class EmulatedSlots : IFirmwareInstaller
{
    private readonly Loop _loop;
    private readonly MemoryTarget _target = new();
    private (long Update, DummyImage Image)? _marked;
    private (long Update, string Version)? _running;
    private bool _onTrial;
    private int _cuts;
    private string _good;

    public EmulatedSlots(Loop loop, string version)
    {
        _loop = loop;
        _good = version;
        RunningVersion = version;
    }

    public string? Refusal => null;

    public long MaxImageBytes { get; set; } = 32 * 1024 * 1024;

    public IDownloadTarget Target => _target;

    /// <summary>The size of the disk that images are collected on, in bytes.</summary>
    public long DiskBytes
    {
        get => _target.DiskBytes;
        set => _target.DiskBytes = value;
    }

    /// <summary>What the station that runs now calls its firmware.</summary>
    public string RunningVersion { get; private set; }

    /// <summary>How long writing a slot takes.</summary>
    public TimeSpan InstallTime { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>What the boot loader does at a start of the station.</summary>
    /// <returns>What there is to say about it, or null.</returns>
    public string? Boot()
    {
        var (marked, wasOnTrial) = (_marked, _onTrial);
        (_marked, _onTrial) = (null, false);
        if (marked is { } next && next.Image.Behaviour != ImageBehaviour.Dead)
        {
            _running = (next.Update, next.Image.Version);
            _onTrial = true;
            RunningVersion = next.Image.Version;
            return $"boot loader: {RunningVersion} on trial";
        }

        if (wasOnTrial)
        {
            _running = null;
        }

        RunningVersion = _good;
        return marked is { } dead ? $"boot loader: {dead.Image.Version} does not come up, back to {_good}"
            : wasOnTrial ? $"boot loader: not confirmed, back to {_good}"
            : null;
    }

    /// <summary>The computer stops: what it was writing stays half written.</summary>
    public void Cut() => _cuts++;

    public async Task InstallAsync(long update)
    {
        var boots = _cuts;
        await Task.Delay(InstallTime, _loop.Time);
        if (_cuts != boots)
        {
            throw new OperationCanceledException("The power went while the slot was being written.");
        }

        var image = DummyImage.Read(_target.Content) ?? throw new FirmwareException("this is no image for this station");
        if (image.Behaviour == ImageBehaviour.Refused)
        {
            throw new FirmwareException("the image is for another model");
        }

        _marked = (update, image);
    }

    public FirmwareBoot Judge(long update) =>
        _running?.Update != update ? FirmwareBoot.Other : _onTrial ? FirmwareBoot.OnTrial : FirmwareBoot.Confirmed;

    public Task ConfirmAsync(long update)
    {
        _onTrial = false;
        _good = RunningVersion;
        return Task.CompletedTask;
    }

    public Task RollBackAsync(long update)
    {
        _marked = null;
        return Task.CompletedTask;
    }
}
