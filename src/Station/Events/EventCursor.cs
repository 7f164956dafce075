using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Station.Events;

/// <summary>
/// One reader's place in the log. What it takes waits here in order until the reader has passed it, over restarts. Used on the loop only.
/// </summary>
public sealed class EventCursor
{
    private readonly EventLog _log;
    private readonly LinkedList<StationEvent> _waiting = [];

    internal EventCursor(EventLog log, string name, EventKinds kinds, long position)
    {
        _log = log;
        Name = name;
        Kinds = kinds;
        Position = position;
    }

    /// <summary>There is something new to read, and it would survive a power cut. Raised on the loop.</summary>
    public event Action<StationEvent>? Appended;

    public string Name { get; }

    public EventKinds Kinds { get; }

    /// <summary>Events that wait.</summary>
    public int Count => _waiting.Count;

    /// <summary>The oldest event that waits, or null.</summary>
    public StationEvent? Next => _waiting.First?.Value;

    /// <summary>The <see cref="StationEvent.Sequence"/> up to which it has passed everything.</summary>
    internal long Position { get; private set; }

    /// <summary>What the log still holds of the transaction that an event belongs to, or null.</summary>
    public TransactionHistory? HistoryOf(StationEvent happened) => _log.HistoryOf(happened);

    /// <summary>The reader is done with <see cref="Next"/>.</summary>
    /// <returns>What to commit: until then the event is read again after a restart.</returns>
    /// <exception cref="InvalidOperationException">Nothing waits.</exception>
    public IReadOnlyList<StoreChange> Pass()
    {
        var passed = Next ?? throw new InvalidOperationException($"the reader {Name} has nothing left to pass");
        _waiting.RemoveFirst();
        Position = passed.Sequence;
        return [EventRows.PutPosition(Name, Position), .. _log.Release(passed)];
    }

    /// <summary>The clock turned out to have been off: stamps of what waits have moved. Raised on the loop.</summary>
    public event Action? Corrected;

    /// <summary>Reads no more in this run; the log keeps nothing for it.</summary>
    public void Close()
    {
        _waiting.Clear();
        _log.Close(this);
    }

    internal bool Takes(StationEvent happened) => Kinds.HasFlag(happened.Kind);

    internal bool WaitsFor(StationEvent happened) => WaitsFor(happened, Kinds, Position);

    /// <summary>Whether a reader of these kinds that stands at a position has an event before it.</summary>
    internal static bool WaitsFor(StationEvent happened, EventKinds kinds, long position) =>
        kinds.HasFlag(happened.Kind) && happened.Sequence > position && happened is not TransactionSampled { IsReported: false };

    internal void Add(StationEvent happened) => _waiting.AddLast(happened);

    internal void Announce(StationEvent happened) => Appended?.Invoke(happened);

    /// <summary>The oldest sample that can be done without, or null: the first may be on its way, and a signed value is somebody's evidence.</summary>
    internal TransactionSampled? FindDispensable()
    {
        for (var node = _waiting.First?.Next; node is not null; node = node.Next)
        {
            if (node.Value is TransactionSampled { IsSigned: false } sampled)
            {
                return sampled;
            }
        }

        return null;
    }

    internal void Correct(ClockCorrection correction)
    {
        foreach (var happened in _waiting)
        {
            correction.ApplyTo(happened);
        }

        Corrected?.Invoke();
    }

    internal void Remove(StationEvent happened) => _waiting.Remove(happened);
}
