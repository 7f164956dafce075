using System.Globalization;
using System.Text;
using ChargerFirmware.Station.Storage;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Store.Sqlite.Adapters;

/// <summary>
/// Opens a store's file and holds it against its two witnesses: the sums of its rows, and the redo file. What is damaged is replaced,
/// what is missing is taken from the redo file, and what is lost for good is reported and written down.
/// </summary>
internal sealed class StoreRecovery
{
    private readonly string _path;
    private readonly ILogger _logger;
    private readonly List<StoreChange> _carried = [];
    private readonly List<string> _damage = [];

    private StoreRecovery(string path, ILogger logger)
    {
        _path = path;
        _logger = logger;
        Redo = RedoFile.Read(RedoOf(path));
    }

    public RedoContent Redo { get; }

    /// <summary>Changes that belong into the file and are not in it yet, in order.</summary>
    public IReadOnlyList<StoreChange> Carried => _carried;

    /// <summary>Those of <see cref="Carried"/> that the store had refused before it was closed.</summary>
    public IReadOnlyList<StoreChange> Kept { get; private set; } = [];

    /// <summary>What was wrong and what became of it; null when all was well.</summary>
    public string? Damage => _damage.Count == 0 ? null : string.Join("; ", _damage);

    /// <summary>The rows as they stand in the file, without <see cref="Carried"/>.</summary>
    public StoreReading Reading { get; private set; } = new();

    /// <summary>The number of the last commit that there was.</summary>
    public long Commit { get; private set; }

    public static string RedoOf(string path) => path + "-redo";

    /// <summary>Opens the file to be written, or makes it.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">It cannot be opened for now: no room, no right, somebody else at it.</exception>
    public static (StoreFile File, StoreRecovery Found) Open(string path, ILogger logger)
    {
        var recovery = new StoreRecovery(path, logger);
        return (recovery.OpenFile(), recovery);
    }

    /// <summary>Reads what can be read where nothing can be written. Never fails.</summary>
    public static StoreRecovery ReadOnly(string path, ILogger logger)
    {
        var recovery = new StoreRecovery(path, logger);
        recovery.Reading = DamagedFile.ReadOnly(path);
        recovery.Compare();
        return recovery;
    }

    private StoreFile OpenFile()
    {
        DamagedFile.FinishReplacement(_path);
        StoreFile? file = null;
        try
        {
            file = StoreFile.Open(_path);
            Reading = file.ReadAll();
        }
        catch (Exception problem) when (StoreFile.IsUnusable(problem))
        {
            file?.Dispose();
            file = null;
            Reading = DamagedFile.Read(_path);
            _damage.Add($"the file cannot be used ({problem.Message})");
        }
        catch
        {
            file?.Dispose();
            throw;
        }

        Compare();
        if (file is null || !Reading.IsWhole)
        {
            file?.Dispose();
            file = Replace();
        }

        file.ContinueFrom(Commit);
        if (Reading.HasUnsealed)
        {
            Seal(file);
        }

        if (Damage is not null)
        {
            _logger.LogCritical("The store {Path} was found damaged: {Damage}", _path, Damage);
        }
        else if (Redo.IsDamaged || (Redo.Exists && Reading.Commit > Redo.Last + 1))
        {
            _logger.LogWarning("The redo file {Path} is not valid and is started anew; the store itself is intact", RedoOf(_path));
        }

        return file;
    }

    private StoreFile Replace()
    {
        if (Reading.Problem is { } problem)
        {
            _damage.Add(problem);
        }

        var rows = Reading.Rows.Count;
        var aside = DamagedFile.Replace(_path, file =>
        {
            file.ContinueFrom(Commit);
            file.Write([.. Reading.Rows.AsChanges(), .. _carried]);
        });
        _carried.Clear();
        _damage.Add(string.Create(
            CultureInfo.InvariantCulture, $"it is kept as {aside} and a new one takes its place, with the {rows} rows that could be read"));
        var replacement = StoreFile.Open(_path);
        Reading = replacement.ReadAll();
        return replacement;
    }

    /// <summary>The file against the redo file: what it lacks, and what is lost.</summary>
    private void Compare()
    {
        Commit = Math.Max(Reading.Commit, Redo.Last);
        if (Redo.Last > Reading.Commit)
        {
            TakeOver([.. Redo.Commits.Where(record => record.Commit > Reading.Commit)]);
        }
        else if (Redo.Last == Reading.Commit && Redo.Commits.Count == Redo.Last - Redo.Base)
        {
            Mend();
        }

        if (Redo.Kept is { } kept && kept.Commit == Commit + 1)
        {
            Kept = kept.Changes;
            _carried.AddRange(Kept);
        }
    }

    private void TakeOver(IReadOnlyList<RedoRecord> missing)
    {
        foreach (var record in missing)
        {
            _carried.AddRange(record.Changes);
        }

        var range = string.Create(
            CultureInfo.InvariantCulture, $"commits {Reading.Commit + 1} to {Redo.Last}, the last of {Redo.LastAt:O}, are not in it");
        var lost = Redo.Last - Reading.Commit - missing.Count;
        if (lost == 0)
        {
            _damage.Add($"{range}; all of them were taken from the redo file");
            return;
        }

        _damage.Add(string.Create(CultureInfo.InvariantCulture, $"{range}; {missing.Count} were taken from the redo file, {lost} are lost"));
        _carried.Add(Loss(Redo.Last, Damage!));
    }

    /// <summary>The row that says that commits are lost for good.</summary>
    /// <param name="last">The last of them.</param>
    /// <param name="how">In words for the log.</param>
    public static StoreChange Loss(long last, string how) =>
        StoreChange.Put(StoreTables.MissingCommits, last.ToString("D19", CultureInfo.InvariantCulture), Encoding.UTF8.GetBytes(how));

    /// <summary>The last commit is there, but a damaged log may serve older pages: rows that differ come from the redo file.</summary>
    private void Mend()
    {
        var latest = new Dictionary<(string, string), StoreChange>();
        foreach (var change in Redo.Commits.SelectMany(record => record.Changes))
        {
            latest[(change.Table, change.Key)] = change;
        }

        var differing = latest.Values.Where(change => !Reading.Rows.Has(change)).ToList();
        if (differing.Count > 0)
        {
            _carried.AddRange(differing);
            _damage.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{differing.Count} rows of the last {Redo.Commits.Count} commits differ from what was written and were taken from the redo file"));
        }
    }

    /// <summary>Rows of a version without sums get theirs. Where there is no room the next start does it.</summary>
    private void Seal(StoreFile file)
    {
        try
        {
            file.Write([.. Reading.Rows.AsChanges()]);
        }
        catch (Exception refusal) when (StoreFile.IsFull(refusal))
        {
            _logger.LogWarning("The rows of the store {Path} cannot be sealed for want of room; the next start tries again", _path);
        }
    }
}
