namespace ChargerFirmware.Telemetry.Mqtt.Connection;

/// <summary>
/// What the broker is to retain: the latest of each topic and nothing before it. What changed is sent once; after a connection all of it
/// is sent again, because it is unknown what the broker still has. It holds as many entries as there are topics, whatever happens.
/// </summary>
internal sealed class RetainedPublisher : Publisher
{
    /// <summary>A topic that the broker refused is tried again after this, or when it changes.</summary>
    private static readonly TimeSpan s_retryRefused = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Queue<Entry> _due = new();
    private readonly ITimer _retry;
    private readonly bool _atLeastOnce;
    private readonly RetainedTopics _retained;
    private Entry? _underWay;

    public RetainedPublisher(BrokerLink link, RetainedTopics retained, bool atLeastOnce)
        : base(link)
    {
        _retained = retained;
        _atLeastOnce = atLeastOnce;
        _retry = Loop.Time.CreateTimer(_ => Link.FaultBarrier.Run(RetryRefused), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        link.Connected += SendAll;
    }

    /// <summary>
    /// The topic shows <paramref name="payload"/> from now on; an empty one takes it out of the broker, also what an earlier run has left there.
    /// </summary>
    public void Show(string topic, ReadOnlyMemory<byte> payload)
    {
        if (!_entries.TryGetValue(topic, out var entry))
        {
            _entries.Add(topic, entry = new Entry(topic));
        }
        else if (entry.Payload.Span.SequenceEqual(payload.Span))
        {
            return;
        }

        entry.Payload = payload;
        Enqueue(entry);
        Send();
    }

    public override void Dispose()
    {
        Link.Connected -= SendAll;
        _retry.Dispose();
        base.Dispose();
    }

    protected override bool HasMore => _due.Count > 0;

    protected override BrokerMessage? Take()
    {
        if (!_due.TryDequeue(out var entry))
        {
            return null;
        }

        entry.IsDue = false;
        _underWay = entry;
        return new BrokerMessage(entry.Topic, entry.Payload, _atLeastOnce, Retain: true);
    }

    protected override void Settle(BrokerMessage message, PublishOutcome outcome)
    {
        if (message.Payload.IsEmpty && (outcome.IsTaken || outcome.Refusal is not null))
        {
            // Where nothing may be written nothing is retained: neither a warning nor a retry is due.
            if (outcome.IsTaken)
            {
                _retained.NoteGone(message.Topic);
            }
        }
        else if (outcome.Refusal is { } refusal)
        {
            Link.Complain(refusal, $"it refuses {message.Topic}, and perhaps others");
            _underWay!.IsRefused = true;
            _retry.Change(s_retryRefused, Timeout.InfiniteTimeSpan);
        }
        else if (!outcome.IsTaken)
        {
            Enqueue(_underWay!);
        }

        _underWay = null;
    }

    private void SendAll()
    {
        foreach (var entry in _entries.Values)
        {
            Enqueue(entry);
        }

        Send();
    }

    private void RetryRefused()
    {
        foreach (var entry in _entries.Values.Where(entry => entry.IsRefused))
        {
            Enqueue(entry);
        }

        Send();
    }

    private void Enqueue(Entry entry)
    {
        entry.IsRefused = false;
        if (!entry.IsDue)
        {
            entry.IsDue = true;
            _due.Enqueue(entry);
        }
    }

    private sealed class Entry(string topic)
    {
        public string Topic { get; } = topic;

        public ReadOnlyMemory<byte> Payload { get; set; }

        /// <summary>It stands in the queue.</summary>
        public bool IsDue { get; set; }

        public bool IsRefused { get; set; }
    }
}
