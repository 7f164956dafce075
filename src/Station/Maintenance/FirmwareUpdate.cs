using System.Text.Json;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Timing;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Maintenance;

/// <summary>
/// The station's firmware update: fetches an image at its date, lets transactions end, installs it into the slot that does not run,
/// restarts into it, and keeps it when it has proven itself. Where it stands is in the store before the next step is taken, so a
/// restart at any instant goes on. The order of steps is in <see cref="FirmwareMachine"/>; here are the steps.
/// </summary>
/// <remarks>A new version is good when the central system has accepted it and no turn of its loop has failed since. Used on the loop only.</remarks>
public sealed class FirmwareUpdate : IFirmwareSteps, IDisposable
{
    /// <summary>How long a new version may take to be accepted by the central system. The version before it has been.</summary>
    public static readonly TimeSpan TrialTimeout = TimeSpan.FromMinutes(5);

    /// <summary>How long it must go well after that: a version that dies in its first seconds would come back forever.</summary>
    public static readonly TimeSpan TrialSettling = TimeSpan.FromSeconds(10);

    private const string RowKey = "update";
    private const int InstallsMax = 2;

    private readonly Loop _loop;
    private readonly StationClock _clock;
    private readonly WatchedStore _store;
    private readonly ServiceControl _service;
    private readonly IFileTransfer _transfer;
    private readonly IFirmwareInstaller _installer;
    private readonly ILogger _logger;
    private ITimer? _timer;
    private ITimer? _settling;
    private FirmwareUpdateRow _row = new(0, FirmwareUpdateState.Idle);
    private FirmwareUpdateStatus _reported;
    private CancellationTokenSource? _cancellation;
    private Task _download = Task.CompletedTask;
    private bool _disposed;

    internal FirmwareUpdate(
        Loop loop, StationClock clock, WatchedStore store, ServiceControl service, IFileTransfer transfer, IFirmwareInstaller installer, ILogger logger)
    {
        _loop = loop;
        _clock = clock;
        _store = store;
        _service = service;
        _transfer = transfer;
        _installer = installer;
        _logger = logger;
        clock.Moved += OnClockMoved;
        foreach (var row in store.Load(StoreTables.Firmware))
        {
            Restore(row);
        }
    }

    /// <summary>Something new to report; never Idle. Raised on the loop.</summary>
    public event Action<FirmwareUpdateStatus>? StatusChanged;

    public FirmwareUpdateState State => _row.State;

    /// <summary>What to answer to a request now.</summary>
    public FirmwareUpdateStatus Status => UpdateProgress.StatusOf(State);

    /// <summary>Restarts the station into what boots next; false when it stays up after all. Set before <see cref="Begin"/>.</summary>
    public Func<Task<bool>> RestartStation { get; set; } = static () => Task.FromResult(false);

    FirmwareUpdateState IFirmwareSteps.State
    {
        get => State;
        set => _row = _row with { State = value };
    }

    bool IFirmwareSteps.CanInstall => _installer.Refusal is null;

    bool IFirmwareSteps.RetriesLeft => _row.Failures <= Request.Plan.Retries;

    bool IFirmwareSteps.HasNext => _row.Next is not null;

    FirmwareBoot IFirmwareSteps.Boot => _installer.Judge(_row.Id);

    bool IFirmwareSteps.MayInstallAgain => _row.Installs < InstallsMax;

    private IFirmwareSteps Steps => this;

    private FirmwareRequest Request => _row.Current!;

    /// <summary>Goes on with what the store remembers. Called once, before the connectors begin.</summary>
    internal void Begin() => Fire(FirmwareUpdateTrigger.Resumed);

    /// <summary>Keeps a request for <see cref="CarryOut"/>, or for the next start. Ends when it would survive a power cut.</summary>
    public Task AcceptAsync(FirmwareRequest request)
    {
        _row = _row with { Next = request };
        return SaveAsync();
    }

    /// <summary>Begins what was accepted last; it replaces an update that can still be given up, and waits for one that is being installed.</summary>
    public void CarryOut() => Fire(FirmwareUpdateTrigger.Requested);

    /// <summary>The central system has accepted this station since it was switched on.</summary>
    public void NoteAccepted()
    {
        if (State == FirmwareUpdateState.OnTrial)
        {
            _loop.Time.Arm(ref _settling, static update => ((FirmwareUpdate)update!).OnSettled(), this, TrialSettling);
        }
    }

    /// <summary>The central system has received <paramref name="status"/>.</summary>
    public void NoteDelivered(FirmwareUpdateStatus status)
    {
        if (status == Status)
        {
            Fire(FirmwareUpdateTrigger.Delivered);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        _clock.Moved -= OnClockMoved;
        _timer?.Dispose();
        _settling?.Dispose();
        Steps.EndDownload();
    }

    void IFirmwareSteps.Rest()
    {
        _row = new FirmwareUpdateRow(_row.Id, FirmwareUpdateState.Idle);
        Enter();
    }

    void IFirmwareSteps.Schedule()
    {
        if (_row.Next is { } next)
        {
            _row = new FirmwareUpdateRow(_row.Id + 1, FirmwareUpdateState.Scheduled, next);
            _logger.LogInformation("Firmware update {Update}: {Location} from {Date:u} on", _row.Id, SafeText.OfValue(next.Location), next.RetrieveDate);
        }

        Enter();
        OnClockMoved();
    }

    void IFirmwareSteps.Download()
    {
        Enter();
        _loop.Start(DownloadAsync);
    }

    void IFirmwareSteps.EndDownload()
    {
        _cancellation?.Cancel();
        _cancellation = null;
    }

    void IFirmwareSteps.ScheduleRetry()
    {
        Enter();
        Wait(Request.Plan.Interval);
    }

    void IFirmwareSteps.AwaitIdle()
    {
        Enter();
        _loop.Start(() => AwaitIdleAsync(_row.Id));
    }

    void IFirmwareSteps.Install()
    {
        _row = _row with { Installs = _row.Installs + 1 };
        Enter();
        _loop.Start(InstallAsync);
    }

    void IFirmwareSteps.Restart()
    {
        Enter();
        _loop.Start(RestartAsync);
    }

    void IFirmwareSteps.BeginTrial()
    {
        Enter();
        Wait(TrialTimeout);
    }

    void IFirmwareSteps.RollBack()
    {
        Enter();
        _loop.Start(RestartAsync);
    }

    void IFirmwareSteps.Conclude()
    {
        // Reported again after a restart: it may not have been delivered.
        _reported = FirmwareUpdateStatus.Idle;
        Enter();
    }

    /// <summary>What every state begins with: kept, reported when it says something new, and starts held back while one would be cut.</summary>
    private void Enter()
    {
        _timer.Disarm();
        _settling.Disarm();
        _loop.Start(SaveAsync);
        if (Status != _reported)
        {
            _reported = Status;
            if (Status != FirmwareUpdateStatus.Idle)
            {
                _logger.LogInformation("Firmware update {Update}: {Status}", _row.Id, Status);
                StatusChanged?.Invoke(Status);
            }
        }

        _service.HoldStarts(Status is FirmwareUpdateStatus.Downloaded or FirmwareUpdateStatus.Installing);
    }

    private void Fire(FirmwareUpdateTrigger trigger)
    {
        if (!_disposed)
        {
            FirmwareMachine.Shared.Fire(this, trigger);
        }
    }

    private void Wait(TimeSpan duration) => _loop.Time.Arm(ref _timer, static update => ((FirmwareUpdate)update!).OnDue(), this, duration);

    private void OnDue() => Fire(State switch
    {
        FirmwareUpdateState.Scheduled => FirmwareUpdateTrigger.RetrieveDue,
        FirmwareUpdateState.Retrying => FirmwareUpdateTrigger.RetryDue,
        _ => FirmwareUpdateTrigger.Disproven,
    });

    /// <summary>The retrieve date is civil time: when that jumps, the wait is another one.</summary>
    private void OnClockMoved()
    {
        if (State == FirmwareUpdateState.Scheduled)
        {
            var wait = Request.RetrieveDate - _clock.UtcNow;
            Wait(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
        }
    }

    private async Task DownloadAsync()
    {
        using var cancellation = new CancellationTokenSource();
        _cancellation = cancellation;
        var previous = _download;
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _download = ended.Task;
        try
        {
            // A cancelled download may still be writing to the target.
            await previous;
            cancellation.Token.ThrowIfCancellationRequested();
            await PrepareTargetAsync();
            cancellation.Token.ThrowIfCancellationRequested();
            await _transfer.DownloadAsync(Locations.Read(Request.Location), _installer.Target, _installer.MaxImageBytes, cancellation.Token);
            cancellation.Token.ThrowIfCancellationRequested();
            Fire(FirmwareUpdateTrigger.Fetched);
        }
        catch (Exception refusal) when (refusal is TransferException or IOException)
        {
            // The result of a cancelled one is ignored.
            cancellation.Token.ThrowIfCancellationRequested();
            _row = _row with { Failures = refusal is TransferException { IsFinal: true } ? int.MaxValue : _row.Failures + 1 };
            _logger.LogWarning("Firmware update {Update} was not fetched: {Reason}", _row.Id, refusal.Message);
            Fire(FirmwareUpdateTrigger.FetchFailed);
        }
        finally
        {
            if (ReferenceEquals(_cancellation, cancellation))
            {
                _cancellation = null;
            }

            ended.SetResult();
        }
    }

    /// <summary>What another request has left there is no beginning of this image.</summary>
    private async Task PrepareTargetAsync()
    {
        if (!_row.HasBegun)
        {
            _installer.Target.Clear();
            _row = _row with { HasBegun = true };
            await SaveAsync();
        }
    }

    private async Task AwaitIdleAsync(long update)
    {
        await _service.UntilIdleAsync();
        if (_row.Id == update)
        {
            Fire(FirmwareUpdateTrigger.StationIdle);
        }
    }

    private async Task InstallAsync()
    {
        await SaveAsync();
        try
        {
            await _installer.InstallAsync(_row.Id);
            Fire(FirmwareUpdateTrigger.ImageInstalled);
        }
        catch (FirmwareException refusal)
        {
            _logger.LogError("Firmware update {Update} was not installed: {Reason}", _row.Id, refusal.Message);
            Fire(FirmwareUpdateTrigger.InstallFailed);
        }
    }

    /// <summary>Goes down for the version that is to run next.</summary>
    private async Task RestartAsync()
    {
        await SaveAsync();
        if (State == FirmwareUpdateState.RollingBack)
        {
            await TakeBackAsync();
        }

        if (!await RestartStation())
        {
            // What was marked to boot next must not come with the next power cut, unwatched.
            await TakeBackAsync();
            Fire(FirmwareUpdateTrigger.RestartFailed);
        }
    }

    private async Task TakeBackAsync()
    {
        try
        {
            await _installer.RollBackAsync(_row.Id);
        }
        catch (FirmwareException refusal)
        {
            _logger.LogError("Firmware update {Update} could not be taken back: {Reason}", _row.Id, refusal.Message);
        }
    }

    private void OnSettled()
    {
        if (_service.IsLogicFailing)
        {
            Fire(FirmwareUpdateTrigger.Disproven);
        }
        else
        {
            _loop.Start(ConfirmAsync);
        }
    }

    private async Task ConfirmAsync()
    {
        try
        {
            await _installer.ConfirmAsync(_row.Id);
            Fire(FirmwareUpdateTrigger.Proven);
        }
        catch (FirmwareException refusal)
        {
            _logger.LogError("Firmware update {Update} could not be confirmed: {Reason}", _row.Id, refusal.Message);
            Fire(FirmwareUpdateTrigger.Disproven);
        }
    }

    private Task SaveAsync() => _store.CommitOrHoldAsync(
        [StoreChange.Put(StoreTables.Firmware, RowKey, JsonSerializer.SerializeToUtf8Bytes(_row, FirmwareUpdateJson.Default.FirmwareUpdateRow))]);

    private void Restore(StoreRow row)
    {
        try
        {
            _row = JsonSerializer.Deserialize(row.Value.Span, FirmwareUpdateJson.Default.FirmwareUpdateRow) ?? _row;
            _reported = Status;
        }
        catch (JsonException refusal)
        {
            _logger.LogError("The stored state of a firmware update is not usable any more: {Reason}", refusal.Message);
        }
    }
}
