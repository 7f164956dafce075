namespace ChargerFirmware.Ocpp.Rpc;

/// <summary>Our calls: at most so many wait for an answer, the others for their turn, in order of asking.</summary>
internal sealed class OutgoingCalls(TimeProvider time, int maxOutstanding, Action<ReadOnlyMemory<byte>> send, Action<SettledCall> settled)
{
    // Enough to distinguish late answers from foreign ones; a link that loses more is about to be closed.
    private const int RememberedIds = 16;

    private readonly Queue<OutgoingCall> _waiting = new();
    private readonly List<OutgoingCall> _outstanding = new(1);
    private readonly Queue<string> _timedOut = new();
    private bool _ended;

    public Task<CallOutcome> Add(OutgoingCall call)
    {
        if (_ended)
        {
            Settle(call, new CallOutcome.LinkLost(Sent: false));
        }
        else
        {
            _waiting.Enqueue(call);
            SendWaiting();
        }

        return call.Outcome;
    }

    /// <summary>Settles the call that <paramref name="messageId"/> names.</summary>
    /// <returns>False when none is waiting for that answer.</returns>
    public bool TrySettle(string messageId, CallOutcome outcome)
    {
        var index = _outstanding.FindIndex(call => call.MessageId == messageId);
        if (index < 0)
        {
            return false;
        }

        var call = _outstanding[index];
        _outstanding.RemoveAt(index);
        Settle(call, outcome);
        SendWaiting();
        return true;
    }

    public bool HasTimedOut(string messageId) => _timedOut.Contains(messageId);

    /// <summary>The link has ended: no answer can come any more.</summary>
    public void End()
    {
        _ended = true;
        foreach (var call in _outstanding)
        {
            Settle(call, new CallOutcome.LinkLost(Sent: true));
        }

        foreach (var call in _waiting)
        {
            Settle(call, new CallOutcome.LinkLost(Sent: false));
        }

        _outstanding.Clear();
        _waiting.Clear();
    }

    private void SendWaiting()
    {
        while (_outstanding.Count < maxOutstanding && _waiting.TryDequeue(out var call))
        {
            _outstanding.Add(call);
            call.SentAt = time.GetTimestamp();
            call.Timer = time.CreateTimer(_ => TimeOut(call), null, call.Timeout, Timeout.InfiniteTimeSpan);
            send(call.Frame);
        }
    }

    private void Settle(OutgoingCall call, CallOutcome outcome)
    {
        call.Settle(outcome);
        settled(new SettledCall(call.Action, outcome.End, call.SentAt is { } sentAt ? time.GetElapsedTime(sentAt) : null));
    }

    private void TimeOut(OutgoingCall call)
    {
        if (_timedOut.Count == RememberedIds)
        {
            _timedOut.Dequeue();
        }

        _timedOut.Enqueue(call.MessageId);
        TrySettle(call.MessageId, new CallOutcome.TimedOut());
    }
}
