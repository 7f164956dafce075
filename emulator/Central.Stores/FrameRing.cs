using ChargerFirmware.Central.Records;
using ChargerFirmware.Central.Stores.Adapters;
using ChargerFirmware.Central.Stores.Rows;

namespace ChargerFirmware.Central.Stores;

/// <summary>The frames: the newest, as many as fit. Old ones give way in steps, so that no commit waits for more than one of them.</summary>
/// <param name="time">Tells how old a frame is.</param>
internal sealed class FrameRing(Database database, StoreLimits limits, TimeProvider time)
{
    /// <summary>Bytes that give way in one step, about.</summary>
    private const long Step = 128 * 1024;

    private long _last;
    private long _first;
    private (long Last, long First) _before;

    /// <summary>Where the ring stands in the database; again after a loss of the connection.</summary>
    public void Open()
    {
        _last = database.Read(FrameRows.LastId, [], row => row.Number())[0];
        _first = Oldest() is { } oldest ? oldest.Id - 1 : _last;
        Mark();
    }

    /// <summary>A transaction begins: <see cref="Return"/> comes back to here.</summary>
    public void Mark() => _before = (_last, _first);

    /// <summary>The transaction has failed.</summary>
    public void Return() => (_last, _first) = _before;

    /// <summary>In a transaction.</summary>
    public void Write(FrameRecord frame)
    {
        _last += FrameRows.BytesOf(frame);
        database.Run(FrameRows.Keep, FrameRows.Values(_last, frame));
    }

    /// <summary>In a transaction: takes one step, where the ring is too long.</summary>
    public void Trim()
    {
        var end = Math.Min(_last - limits.FrameBytes, _first + Step);
        if (end > _first)
        {
            database.Run(FrameRows.TrimTo, [end]);
            _first = end;
        }
    }

    /// <summary>In a transaction: takes one step among those that are too old or too many.</summary>
    /// <returns>Whether there is another.</returns>
    public bool TrimOlder()
    {
        if (Oldest() is not { } oldest)
        {
            return false;
        }

        _first = oldest.Id - 1;
        Trim();
        var until = time.GetUtcNow() - limits.FrameAge;
        if (oldest.Time >= until)
        {
            return _last - limits.FrameBytes > _first;
        }

        database.Run(FrameRows.TrimOlder, [_first + Step, until.UtcTicks]);
        return true;
    }

    private (long Id, DateTimeOffset Time)? Oldest() =>
        database.Read(FrameRows.Oldest, [], row => ((long, DateTimeOffset)?)(row.Number(), row.Time())).FirstOrDefault();
}
