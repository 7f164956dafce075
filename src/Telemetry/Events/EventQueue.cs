using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Telemetry.Events;

/// <summary>The events of one kind that wait for a broker, in order.</summary>
public sealed class EventQueue
{
    private readonly WatchedStore _store;
    private readonly EventCursor _cursor;
    private readonly string _stationId;

    /// <summary>What a version before this one had not reported yet.</summary>
    private readonly Queue<LegacyEvent> _former;

    private EventHead? _next;

    internal EventQueue(WatchedStore store, EventCursor cursor, string stationId, IEnumerable<LegacyEvent> former)
    {
        _store = store;
        _cursor = cursor;
        _stationId = stationId;
        _former = new Queue<LegacyEvent>(former);
        cursor.Appended += OnAppended;
        cursor.Corrected += OnCorrected;
    }

    /// <summary>There is one more, or one less. Raised on the loop.</summary>
    public event Action? Changed;

    public int Count => _former.Count + _cursor.Count;

    /// <summary>The oldest event as it is reported, or null. It stays the same until it is passed, but for a clock that was off.</summary>
    public EventHead? Next => _next ??= _former.TryPeek(out var former) ? former.Head : Report(_cursor.Next);

    /// <summary>A broker has taken <paramref name="reported"/>, which may have been dropped while it was under way.</summary>
    public void Pass(EventHead reported)
    {
        if (Next?.Id == reported.Id)
        {
            Drop();
            Changed?.Invoke();
        }
    }

    /// <summary>Gives the oldest event up.</summary>
    internal void Drop()
    {
        _next = null;
        _store.HoldForNext(_former.TryDequeue(out var former) ? [former.Delete()] : _cursor.Pass());
    }

    internal void Close()
    {
        _cursor.Appended -= OnAppended;
        _cursor.Corrected -= OnCorrected;
        _cursor.Close();
    }

    /// <summary>What is under way is repeated with the stamp that is right, as it would be after a restart.</summary>
    private void OnCorrected() => _next = null;

    private void OnAppended(StationEvent happened) => Changed?.Invoke();

    private EventHead? Report(StationEvent? happened) => happened switch
    {
        TransactionStarted started => TransactionEvent.Of(started, _stationId),
        TransactionEnded ended => TransactionEvent.Of(ended, _stationId),
        FaultChanged fault => FaultEvent.Of(fault, _stationId),
        _ => null,
    };
}
