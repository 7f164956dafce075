using System.Collections.Concurrent;

namespace ChargerFirmware.Tests.Load;

/// <summary>All that stations have sent and what came back. Used by all stations at once.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<long, SentSession> _byId = new();
    private int _startsSentAgain;

    public ConcurrentBag<SentSession> Sessions { get; } = [];

    /// <summary>Transaction ids that were given twice, or to nobody.</summary>
    public ConcurrentBag<string> WrongIds { get; } = [];

    /// <summary>Starts that were sent again and got another id.</summary>
    public ConcurrentBag<string> OtherIds { get; } = [];

    /// <summary>Starts that were sent again after their id had come.</summary>
    public int StartsSentAgain => _startsSentAgain;

    public SentSession Begin(SentSession session)
    {
        Sessions.Add(session);
        return session;
    }

    /// <summary>The central system has answered a StartTransaction.</summary>
    public void Started(SentSession session, long transactionId)
    {
        if (session.TransactionId is { } known)
        {
            Interlocked.Increment(ref _startsSentAgain);
            if (known != transactionId)
            {
                OtherIds.Add($"{session} got {transactionId}");
            }

            return;
        }

        session.TransactionId = transactionId;
        if (transactionId <= 0)
        {
            WrongIds.Add($"{session}: no id");
        }
        else if (_byId.GetOrAdd(transactionId, session) is var other && other != session)
        {
            WrongIds.Add($"{session} has the id of {other}");
        }
    }
}
