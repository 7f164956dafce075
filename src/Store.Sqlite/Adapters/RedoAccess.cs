using ChargerFirmware.Station.Storage;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Store.Sqlite.Adapters;

/// <summary>The redo file as the store uses it: open, or not to be had for now. Whatever goes wrong is logged once and never thrown.</summary>
internal sealed class RedoAccess(string path, ILogger logger) : IDisposable
{
    private RedoFile? _file;
    private string? _problem;

    public bool IsOpen => _file is not null;

    public void Open(RedoContent content)
    {
        try
        {
            _file = RedoFile.Open(path, content);
        }
        catch (Exception refusal)
        {
            Report(refusal);
        }
    }

    /// <summary>Everything up to this commit is in the database file.</summary>
    public void Reset(long commit) => Do(file => file.Reset(commit));

    /// <summary>A commit is done.</summary>
    /// <returns>False where there was no room for what it changed.</returns>
    public bool Append(long commit, IReadOnlyList<StoreChange> changes)
    {
        var fits = true;
        Do(file => fits = file.Append(commit, changes));
        return fits;
    }

    /// <summary>Keeps changes that the database refuses. A file that has failed is tried again.</summary>
    /// <param name="commit">The number that their commit would have.</param>
    public KeptPart Keep(long commit, IReadOnlyList<StoreChange> changes)
    {
        if (_file is null && RedoFile.Read(path) is { Exists: true, IsDamaged: false } content && content.Last < commit)
        {
            Open(content);
        }

        var kept = KeptPart.Nothing;
        Do(file => kept = file.Keep(commit, changes));
        return kept;
    }

    public void Close()
    {
        _file?.Dispose();
        _file = null;
    }

    public void Dispose() => Close();

    private void Do(Action<RedoFile> work)
    {
        try
        {
            if (_file is { } file)
            {
                work(file);
                _problem = null;
            }
        }
        catch (Exception refusal)
        {
            Report(refusal);
            Close();
        }
    }

    private void Report(Exception refusal)
    {
        if (_problem != refusal.Message)
        {
            _problem = refusal.Message;
            logger.LogWarning("The redo file {Path} cannot be written: {Problem}. Damage to the database would go undetected", path, refusal.Message);
        }
    }
}
