using System.Globalization;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Timing;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Maintenance;

/// <summary>
/// Diagnostics on their way to a server: what all sources contribute, as one archive. It is collected when it is asked for, so every
/// attempt sends the same. The order of steps is in <see cref="DiagnosticsMachine"/>. Used on the loop only.
/// </summary>
public sealed class DiagnosticsUpload : IDiagnosticsSteps, IDisposable
{
    private const string Row = "request";

    private readonly Loop _loop;
    private readonly StationClock _clock;
    private readonly IFileTransfer _transfer;
    private readonly ILogger _logger;
    private readonly WatchedStore _store;
    private readonly string _name;
    private string _second = "";
    private int _filesOfSecond;
    private ITimer? _timer;
    private DiagnosticsRequest? _request;
    private UploadedFile? _file;
    private CancellationTokenSource? _cancellation;
    private int _failures;
    private bool _reported;
    private bool _disposed;

    /// <param name="name">What files from this station are called.</param>
    internal DiagnosticsUpload(Loop loop, StationClock clock, WatchedStore store, IFileTransfer transfer, string name, ILogger logger)
    {
        _loop = loop;
        _clock = clock;
        _transfer = transfer;
        _logger = logger;
        _name = name;
        _store = store;
    }

    /// <summary>Something new to report; never Idle. Raised on the loop.</summary>
    public event Action<DiagnosticsStatus>? StatusChanged;

    /// <summary>What contributes to the archive.</summary>
    public IList<IDiagnosticsSource> Sources { get; } = [];

    /// <summary>The protocols files can go by, in the words of SupportedFileTransferProtocols.</summary>
    public IReadOnlyList<string> Protocols => _transfer.Protocols;

    public DiagnosticsState State { get; private set; }

    /// <summary>What to answer to a request now.</summary>
    public DiagnosticsStatus Status => State == DiagnosticsState.Idle ? DiagnosticsStatus.Idle : DiagnosticsStatus.Uploading;

    DiagnosticsState IDiagnosticsSteps.State
    {
        get => State;
        set => State = value;
    }

    bool IDiagnosticsSteps.RetriesLeft => _failures <= _request!.Plan.Retries;

    /// <summary>Collects what there is of the time asked for.</summary>
    /// <returns>What <see cref="Begin"/> sends; null when there is nothing.</returns>
    public UploadedFile? Prepare(DiagnosticsWindow window)
    {
        var entries = Sources.SelectMany(source => source.Collect(window)).Where(entry => entry.Text.Length > 0).ToList();
        if (entries.Count == 0 || (window.IsBounded && !entries.Exists(entry => entry.IsHistory)))
        {
            return null;
        }

        return Pack(NextFileName(), entries);
    }

    /// <summary>Sends a prepared file; one that is on its way is given up.</summary>
    public void Begin(DiagnosticsRequest request, UploadedFile file)
    {
        _request = request;
        _file = file;
        _failures = 0;
        _reported = false;
        Keep();
        Fire(DiagnosticsTrigger.Requested);
    }

    /// <summary>
    /// Goes on with what a restart has cut short, under the name that was promised and with the attempts that are left: what was collected
    /// then is gone, so it is collected anew. Without effect when there is nothing, or when another one is on its way.
    /// </summary>
    public void Resume()
    {
        if (State != DiagnosticsState.Idle)
        {
            return;
        }

        foreach (var row in _store.Load(StoreTables.Diagnostics))
        {
            if (row.Read(StoreTables.Diagnostics, DiagnosticsJson.Default.DiagnosticsRow, _logger) is { } pending)
            {
                _request = pending.Request;
                _file = Pack(pending.FileName, [.. Sources.SelectMany(source => source.Collect(pending.Request.Window))]);
                _failures = pending.Failures;
                Fire(DiagnosticsTrigger.Requested);
                return;
            }
        }
    }

    public void Dispose()
    {
        _disposed = true;
        _timer?.Dispose();
        _cancellation?.Cancel();
    }

    void IDiagnosticsSteps.Upload()
    {
        if (!_reported)
        {
            _reported = true;
            _logger.LogInformation("Diagnostics {File} are uploaded to {Location}", _file!.Name, SafeText.OfValue(_request!.Location));
            StatusChanged?.Invoke(DiagnosticsStatus.Uploading);
        }

        _loop.Start(() => UploadAsync(_request!, _file!));
    }

    void IDiagnosticsSteps.EndUpload()
    {
        _cancellation?.Cancel();
        _cancellation = null;
    }

    void IDiagnosticsSteps.ScheduleRetry() => _loop.Time.Arm(
        ref _timer, static upload => ((DiagnosticsUpload)upload!).Fire(DiagnosticsTrigger.RetryDue), this, _request!.Plan.Interval);

    void IDiagnosticsSteps.ReportUploaded() => Report(DiagnosticsStatus.Uploaded);

    void IDiagnosticsSteps.ReportFailed() => Report(DiagnosticsStatus.UploadFailed);

    private void Report(DiagnosticsStatus end)
    {
        _store.Hold([StoreChange.Delete(StoreTables.Diagnostics, Row)]);
        StatusChanged?.Invoke(end);
    }

    /// <summary>With the location whole: to go on needs its password. Removed at the end.</summary>
    private void Keep() => _store.Hold(
        [StoredJson.Put(StoreTables.Diagnostics, Row, new DiagnosticsRow(_request!, _file!.Name, _failures), DiagnosticsJson.Default.DiagnosticsRow)]);

    /// <summary>Named by the second, and numbered within it: one file must not overwrite another at its server.</summary>
    private string NextFileName()
    {
        var stamp = _clock.UtcNow.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        _filesOfSecond = stamp == _second ? _filesOfSecond + 1 : 1;
        _second = stamp;
        return _filesOfSecond == 1 ? $"{_name}_{stamp}.zip" : string.Create(CultureInfo.InvariantCulture, $"{_name}_{stamp}-{_filesOfSecond}.zip");
    }

    private UploadedFile Pack(string name, IReadOnlyList<DiagnosticsEntry> entries)
    {
        var now = _clock.UtcNow;
        var content = new Lazy<ReadOnlyMemory<byte>>(() => DiagnosticsArchive.Write(entries, now));
        return new UploadedFile(name, () => content.Value);
    }

    private void Fire(DiagnosticsTrigger trigger)
    {
        if (!_disposed)
        {
            DiagnosticsMachine.Shared.Fire(this, trigger);
        }
    }

    private async Task UploadAsync(DiagnosticsRequest request, UploadedFile file)
    {
        using var cancellation = new CancellationTokenSource();
        _cancellation = cancellation;
        try
        {
            await _transfer.UploadAsync(Locations.Read(request.Location), file, cancellation.Token);
            cancellation.Token.ThrowIfCancellationRequested();
            Fire(DiagnosticsTrigger.Arrived);
        }
        catch (Exception refusal) when (refusal is TransferException or IOException)
        {
            // The result of a cancelled one is ignored.
            cancellation.Token.ThrowIfCancellationRequested();
            _failures = refusal is TransferException { IsFinal: true } ? int.MaxValue : _failures + 1;
            Keep();
            _logger.LogWarning("Diagnostics {File} were not uploaded: {Reason}", file.Name, refusal.Message);
            Fire(DiagnosticsTrigger.Failed);
        }
        finally
        {
            if (ReferenceEquals(_cancellation, cancellation))
            {
                _cancellation = null;
            }
        }
    }
}
