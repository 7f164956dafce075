using ChargerFirmware.Station.Storage;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Store.Sqlite.Adapters;

/// <summary>
/// The store's files as its thread uses them: open, or not to be had for now and tried again with every commit. Whatever goes wrong is
/// a refusal; what was read before, and what is kept, can be read on.
/// </summary>
internal sealed class StoreDisk : IDisposable
{
    /// <summary>So many commits are the most that stand in SQLite's log and not in its file.</summary>
    private const int MostInLog = 256;

    /// <summary>When there is nothing else to do, so many are enough to move them.</summary>
    private const int EnoughInLog = 8;

    /// <summary>When there is nothing else to do, none stays there for longer.</summary>
    private static readonly TimeSpan s_longestInLog = TimeSpan.FromSeconds(60);

    /// <summary>How often is looked whether the files are still where they were.</summary>
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_checkpointAgain = TimeSpan.FromSeconds(10);

    private readonly string _path;
    private readonly string _folder;
    private readonly ILogger _logger;
    private readonly Dictionary<(string Table, string Key), StoreChange> _carried = [];
    private FolderLock? _lock;
    private StoreFile? _file;
    private readonly RedoAccess _redo;
    private StoreImage? _image;
    private StoreImage? _lived;
    private long _commit;
    private bool _askedInVain;
    private bool _keepsAll = true;
    private string? _left;
    private int _inLog;
    private long _inLogSince;
    private long _checkpointFrom;
    private long _lookedAt;

    public StoreDisk(string path, ILogger logger)
    {
        _path = Path.GetFullPath(path);
        _folder = Path.GetDirectoryName(_path)!;
        _logger = logger;
        _redo = new RedoAccess(StoreRecovery.RedoOf(_path), logger);
    }

    /// <inheritdoc cref="IStationStore.Damage"/>
    public string? Damage { get; private set; }

    /// <inheritdoc cref="IStationStore.Problem"/>
    public string? Problem { get; private set; }

    /// <inheritdoc cref="IStationStore.NeedsRestart"/>
    public bool NeedsRestart { get; private set; }

    /// <summary>The files are where they were opened; true, too, while they are not open.</summary>
    public bool IsStillInPlace => _file is null || (_lock!.IsStillInPlace && _file.IsStillInPlace);

    /// <summary>Opens the files and tries whether they can be written. Where they cannot, <see cref="Problem"/> says why.</summary>
    /// <exception cref="StoreInUseException">Another process holds the folder.</exception>
    public void Open()
    {
        try
        {
            Write([StoreChange.Put(StoreTables.Trial, "row", Array.Empty<byte>())]);
            TryCheckpoint();
        }
        catch (IOException refusal) when (refusal is not StoreInUseException)
        {
            _image ??= ReadOnly();
            _logger.LogError(
                "The store {Path} cannot be written ({Problem}); its rows are read as far as they can be, and every commit tries again", _path, Problem);
        }
    }

    /// <summary>The rows of a table as far as they can be read, with what is kept.</summary>
    public IReadOnlyList<StoreRow> Read(string table)
    {
        IReadOnlyList<StoreRow> rows;
        try
        {
            rows = _file?.Read(table) ?? ImageRows(table);
        }
        catch (Exception damage)
        {
            Leave(damage);
            rows = ImageRows(table);
        }

        var kept = _carried.Values.Where(change => change.Table == table).ToList();
        if (kept.Count == 0)
        {
            return rows;
        }

        var image = new StoreImage();
        image.Apply(rows.Select(row => StoreChange.Put(table, row.Key, row.Value)));
        image.Apply(kept);
        return image.Rows(table);
    }

    /// <summary>Carries out all changes or none, and what is kept before them; ends when they would survive a power cut.</summary>
    /// <exception cref="IOException">Refused: nothing has changed.</exception>
    public void Write(IReadOnlyList<StoreChange> changes)
    {
        IReadOnlyList<StoreChange> all;
        try
        {
            OpenFile();
            all = _carried.Count == 0 ? changes : [.. _carried.Values, .. changes];
            _file!.Write(all);
        }
        catch (Exception refusal)
        {
            Problem = refusal.Message;
            if (_file is not null && !StoreFile.IsFull(refusal) && !StoreFile.IsOfTheCommit(refusal))
            {
                // After a disk error SQLite's cached state may be wrong: it is read again.
                Leave(refusal);
            }

            if (refusal is StoreInUseException)
            {
                throw;
            }

            throw new IOException($"the store {_path} refuses: {refusal.Message}", refusal);
        }

        (Problem, _keepsAll, _left) = (null, true, null);
        _carried.Clear();
        Witness(all);
    }

    /// <summary>Keeps refused changes over a restart, as far as there is room for them; here they are kept in any case.</summary>
    /// <returns>Whether a restart would find them, or that they are missing.</returns>
    public bool Keep(IReadOnlyList<StoreChange> changes)
    {
        Carry(changes);
        var kept = _redo.Keep((_file?.Commit ?? _commit) + 1, [.. _carried.Values]);
        var keepsAll = kept == KeptPart.All;
        if (_keepsAll && !keepsAll)
        {
            _logger.LogCritical(
                "What the store {Path} refuses ({Problem}) cannot be kept on the disk either: a restart before it is written loses it", _path, Problem);
        }

        _keepsAll = keepsAll;
        return kept != KeptPart.Nothing;
    }

    /// <summary>Nothing is asked for at the moment: time to move what stands in the log.</summary>
    public void Rest()
    {
        if (_file is not null && _inLog > 0 && (_inLog >= EnoughInLog || TimeProvider.System.GetElapsedTime(_inLogSince) >= s_longestInLog))
        {
            TryCheckpoint();
        }
    }

    public void Dispose()
    {
        if (_file is { } file)
        {
            TryCheckpoint();
            _file = null;
            Quietly(file.Dispose);
        }

        _redo.Dispose();
        _lock?.Dispose();
    }

    private void OpenFile()
    {
        if (TimeProvider.System.GetElapsedTime(_lookedAt) >= s_look)
        {
            _lookedAt = TimeProvider.System.GetTimestamp();
            if (!IsStillInPlace)
            {
                LeaveDeleted();
            }
        }

        if (_file is not null)
        {
            return;
        }

        StoreAccess.MakeFolder(_folder);
        if (_lock is { IsStillInPlace: false })
        {
            _lock.Dispose();
            _lock = null;
        }

        _lock ??= FolderLock.Take(_folder);
        _redo.Close();
        var (file, found) = StoreRecovery.Open(_path, _logger);
        if (_askedInVain && found.Reading.Rows.Count > 0)
        {
            NeedsRestart = true;
            file.Dispose();
            throw new IOException("it holds rows that could not be read when the station asked for them; it is not written before a restart");
        }

        Adopt(file, found);
    }

    private void Adopt(StoreFile file, StoreRecovery found)
    {
        _file = file;
        _image = null;
        Damage = found.Damage is { } damage && Damage is { } before ? $"{before}; {damage}" : found.Damage ?? Damage;
        var newer = _carried.Values.ToList();
        _carried.Clear();
        if (_lived is { } lived && file.Commit < _commit)
        {
            Carry(found.Reading.Rows.AsChanges().Select(change => StoreChange.Delete(change.Table, change.Key)));
            Carry(lived.AsChanges());
            file.ContinueFrom(_commit);
        }

        _lived = null;
        Carry(found.Carried);
        Carry(newer);
        _redo.Open(found.Redo);
        if (!found.Redo.Exists || found.Redo.IsDamaged)
        {
            _redo.Reset(file.Commit);
        }
    }

    private void Carry(IEnumerable<StoreChange> changes)
    {
        foreach (var change in changes)
        {
            _carried[(change.Table, change.Key)] = change;
        }
    }

    /// <summary>Writes a commit down once more, and moves what is in the log where that is due.</summary>
    private void Witness(IReadOnlyList<StoreChange> changes)
    {
        _commit = _file!.Commit;
        if (_inLog++ == 0)
        {
            _inLogSince = TimeProvider.System.GetTimestamp();
        }

        var fits = _redo.Append(_commit, changes);
        if (!fits || _inLog >= MostInLog)
        {
            TryCheckpoint();
        }
    }

    private void TryCheckpoint()
    {
        if (_file is not { } file || (_checkpointFrom != 0 && TimeProvider.System.GetTimestamp() < _checkpointFrom))
        {
            return;
        }

        try
        {
            if (!file.Checkpoint())
            {
                _checkpointFrom = Later();
                return;
            }
        }
        catch (Exception refusal)
        {
            _logger.LogWarning("The log of the store {Path} cannot be moved into its file for now: {Problem}", _path, refusal.Message);
            _checkpointFrom = Later();
            return;
        }

        (_inLog, _checkpointFrom) = (0, 0);
        if (!_redo.IsOpen)
        {
            _redo.Open(new RedoContent { Base = file.Commit, Last = file.Commit });
        }

        // What is kept follows the commits and starts over with them.
        _redo.Reset(file.Commit);
        if (_carried.Count > 0)
        {
            _redo.Keep(file.Commit + 1, [.. _carried.Values]);
        }
    }

    private static long Later() => TimeProvider.System.GetTimestamp() + (long)(s_checkpointAgain.TotalSeconds * TimeProvider.System.TimestampFrequency);

    private IReadOnlyList<StoreRow> ImageRows(string table)
    {
        _image ??= ReadOnly();
        return _image.Rows(table);
    }

    /// <summary>What can be read of a store that cannot be opened.</summary>
    private StoreImage ReadOnly()
    {
        var found = StoreRecovery.ReadOnly(_path, _logger);
        var image = found.Reading.Rows;
        image.Apply(found.Carried);
        _commit = Math.Max(_commit, found.Commit);
        if (!found.Reading.IsWhole)
        {
            _askedInVain = true;
            _logger.LogCritical("The store {Path} cannot be read: {Problem}. The station goes on without it; check the disk", _path, found.Reading.Problem);
        }

        foreach (var change in found.Kept)
        {
            _carried.TryAdd((change.Table, change.Key), change);
        }

        if (!_redo.IsOpen && found.Redo.Exists)
        {
            _redo.Open(found.Redo);
        }

        return image;
    }

    /// <summary>Lets go of a file that fails, and remembers what it gave.</summary>
    private void Leave(Exception problem)
    {
        if (_left != problem.Message)
        {
            _left = problem.Message;
            _logger.LogError("The store {Path} has failed and is opened anew with every commit: {Problem}", _path, problem.Message);
        }

        var file = _file!;
        _file = null;
        _commit = file.Commit;
        Quietly(() =>
        {
            var reading = file.ReadAll();
            _image = reading.IsWhole ? reading.Rows : null;
        });
        Quietly(file.Dispose);
    }

    /// <summary>What was deleted under our hands is still open, and all of it can be read.</summary>
    private void LeaveDeleted()
    {
        _logger.LogError("The store {Path} was deleted or moved while the station runs; it is made anew with all that it held. Find out who did", _path);
        Damage = "its files were deleted or moved while the station ran; they were made anew with all that they held";
        var reading = _file!.ReadAll();
        (_lived, _image, _commit) = (reading.Rows, reading.Rows, _file.Commit);
        Quietly(_file.Dispose);
        _file = null;
        _redo.Close();
    }

    private void Quietly(Action end)
    {
        try
        {
            end();
        }
        catch (Exception refusal)
        {
            _logger.LogWarning("The store {Path} does not close in order: {Problem}", _path, refusal.Message);
        }
    }
}
