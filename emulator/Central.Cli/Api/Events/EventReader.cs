using System.Threading.Channels;

namespace ChargerFirmware.Central.Cli.Api.Events;

/// <summary>
/// The events that wait for one reader. Where there are too many the oldest give way, and the reader hears how many. Events come on the central system's
/// loop, which is never kept waiting; they are taken on the reader's thread.
/// </summary>
internal sealed class EventReader : IDisposable
{
    private readonly EventFeed _feed;
    private readonly string? _station;
    private readonly HashSet<string> _kinds;
    private readonly Channel<CentralEvent> _waiting;
    private int _lost;

    public EventReader(EventFeed feed, string? station, IEnumerable<string> kinds, int most)
    {
        _feed = feed;
        _station = station;
        _kinds = [.. kinds];
        _waiting = Channel.CreateBounded<CentralEvent>(
            new BoundedChannelOptions(most) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, _ => Interlocked.Increment(ref _lost));
    }

    public bool Wants(string kind, string station) => _kinds.Contains(kind) && (_station is null || _station == station);

    public void Add(CentralEvent happened) => _waiting.Writer.TryWrite(happened);

    /// <summary>Waits until there is something to take.</summary>
    /// <returns>False where nothing will come any more.</returns>
    public ValueTask<bool> WaitAsync(CancellationToken cancellation) => _waiting.Reader.WaitToReadAsync(cancellation);

    /// <summary>The next event as JSON, before it what was lost since the last one; null where none waits.</summary>
    public (string Kind, long? Id, byte[] Json)? Take()
    {
        if (Interlocked.Exchange(ref _lost, 0) is > 0 and var lost)
        {
            return (EventKind.Lost, null, CentralEvent.LostToJson(lost));
        }

        return _waiting.Reader.TryRead(out var next) ? (next.Kind, next.Id, next.ToJson()) : null;
    }

    /// <summary>Nothing more comes; what waits can still be taken.</summary>
    public void Complete() => _waiting.Writer.TryComplete();

    public void Dispose() => _feed.Leave(this);
}
