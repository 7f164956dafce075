using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Station.Events;

/// <summary>
/// One reader's place in the log. What it takes waits here in order until the reader has passed it, over restarts. Used on the loop only.
/// </summary>
public sealed class EventCursor
{
    private readonly ReaderQueue _place;
    private readonly HeldEvents _held;

    internal EventCursor(ReaderQueue place, HeldEvents held)
    {
        _place = place;
        _held = held;
    }

    /// <summary>There is something new to read, and it would survive a power cut. Raised on the loop.</summary>
    public event Action<StationEvent>? Appended
    {
        add => _place.Appended += value;
        remove => _place.Appended -= value;
    }

    /// <summary>The clock turned out to have been off: stamps of what waits have moved. Raised on the loop.</summary>
    public event Action? Corrected
    {
        add => _place.Corrected += value;
        remove => _place.Corrected -= value;
    }

    public string Name => _place.Name;

    public EventKinds Kinds => _place.Kinds;

    /// <summary>Events that wait.</summary>
    public int Count => _place.Count;

    /// <summary>The oldest event that waits, or null.</summary>
    public StationEvent? Next => _place.Next;

    /// <summary>What the log still holds of the transaction that an event belongs to, or null.</summary>
    public TransactionHistory? HistoryOf(StationEvent happened) => _held.HistoryOf(happened);

    /// <summary>The reader is done with <see cref="Next"/>.</summary>
    /// <returns>What to commit: until then the event is read again after a restart.</returns>
    /// <exception cref="InvalidOperationException">Nothing waits.</exception>
    public IReadOnlyList<StoreChange> Pass()
    {
        var passed = _place.Pass();
        return [EventRows.PutPosition(Name, _place.Position), .. _held.Release(passed)];
    }

    /// <summary>Reads no more in this run; the log keeps nothing for it.</summary>
    public void Close()
    {
        _place.Clear();
        _held.Forget(_place);
    }
}
