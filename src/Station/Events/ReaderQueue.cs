namespace ChargerFirmware.Station.Events;

/// <summary>How far one reader of the log has come, and what waits for it in order.</summary>
internal sealed class ReaderQueue(string name, EventKinds kinds, long position)
{
    private readonly LinkedList<StationEvent> _waiting = [];

    /// <inheritdoc cref="EventCursor.Appended"/>
    public event Action<StationEvent>? Appended;

    /// <inheritdoc cref="EventCursor.Corrected"/>
    public event Action? Corrected;

    public string Name => name;

    public EventKinds Kinds => kinds;

    /// <summary>The <see cref="StationEvent.Sequence"/> up to which it has passed everything.</summary>
    public long Position { get; private set; } = position;

    /// <summary>Events that wait.</summary>
    public int Count => _waiting.Count;

    /// <summary>The oldest event that waits, or null.</summary>
    public StationEvent? Next => _waiting.First?.Value;

    /// <summary>Whether a reader of these kinds that stands at a position has an event before it.</summary>
    public static bool WaitsFor(StationEvent happened, EventKinds kinds, long position) =>
        kinds.HasFlag(happened.Kind) && happened.Sequence > position && happened is not TransactionSampled { IsReported: false };

    public bool WaitsFor(StationEvent happened) => WaitsFor(happened, Kinds, Position);

    public bool Takes(StationEvent happened) => Kinds.HasFlag(happened.Kind);

    public void Add(StationEvent happened) => _waiting.AddLast(happened);

    public void Announce(StationEvent happened) => Appended?.Invoke(happened);

    public void Remove(StationEvent happened) => _waiting.Remove(happened);

    public void Clear() => _waiting.Clear();

    /// <summary>Goes on behind <see cref="Next"/>.</summary>
    /// <returns>What was passed.</returns>
    /// <exception cref="InvalidOperationException">Nothing waits.</exception>
    public StationEvent Pass()
    {
        var passed = Next ?? throw new InvalidOperationException($"the reader {Name} has nothing left to pass");
        _waiting.RemoveFirst();
        Position = passed.Sequence;
        return passed;
    }

    /// <summary>The oldest sample that can be done without, or null: the first may be on its way, and a signed value is somebody's evidence.</summary>
    public TransactionSampled? FindDispensable()
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

    public void Correct(ClockCorrection correction)
    {
        foreach (var happened in _waiting)
        {
            correction.ApplyTo(happened);
        }

        Corrected?.Invoke();
    }
}
