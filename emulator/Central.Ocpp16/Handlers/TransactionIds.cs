using ChargerFirmware.Central.Records;
using ChargerFirmware.Central.Store;
using ChargerFirmware.Ocpp16.Messages.Core;

namespace ChargerFirmware.Central.Ocpp16.Handlers;

/// <summary>Finds the session that a station means by a transaction's id.</summary>
internal sealed class TransactionIds(Csms csms, ConnectedStation station)
{
    /// <summary>What a station writes for an id that it never received (OCPP 1.6 errata, 3.18).</summary>
    private const long Unknown = -1;

    // Sessions that ended about when this one runs; a repetition is among them.
    private const int MostLookedAt = 200;

    private const int MostUsedKept = 64;

    // Ids of running sessions that the station has used: those it did receive.
    private readonly HashSet<long> _used = [];

    // Sessions that it has meant by -1.
    private readonly HashSet<long> _unknown = [];

    /// <returns>Null where the station has started no such session.</returns>
    public async Task<SessionRecord?> FindAsync(long transactionId, int connectorId)
    {
        if (transactionId != Unknown)
        {
            return await FindAsync(transactionId);
        }

        var candidates = await UnusedAsync(connectorId);
        return candidates.Count > 0 && _unknown.Add(candidates[^1].Id) ? candidates[^1] : candidates.LastOrDefault();
    }

    /// <summary>The session that a StopTransaction ends, or has ended before.</summary>
    /// <returns>Null where the station has started no such session.</returns>
    public async Task<SessionRecord?> FindAsync(StopTransactionRequest stop)
    {
        if (stop.TransactionId != Unknown)
        {
            return await FindAsync(stop.TransactionId);
        }

        var candidates = (await UnusedAsync(connectorId: null))
            .Where(session => session.MeterStartWh <= stop.MeterStop && session.StartTime <= stop.Timestamp).ToList();
        var first = candidates.Count == 0 ? long.MaxValue : candidates[0].Id;
        var ended = await csms.Store.SessionsAsync(
            new SessionQuery(station.Identity, IsRunning: false, AfterId: Math.Max(0, Math.Min(first, LatestId()) - MostLookedAt), Limit: 2 * MostLookedAt));
        return ended.LastOrDefault(session => IsEndedBy(session, stop)) ?? candidates.LastOrDefault();
    }

    private static bool IsEndedBy(SessionRecord session, StopTransactionRequest stop) =>
        session.StopTime == stop.Timestamp && session.MeterStopWh == stop.MeterStop &&
        string.Equals(session.StopIdToken, stop.IdTag, StringComparison.OrdinalIgnoreCase);

    private long LatestId() => csms.Sessions.All.LastOrDefault()?.Id ?? 0;

    private async Task<SessionRecord?> FindAsync(long transactionId)
    {
        if (await csms.Sessions.FindAsync(transactionId) is not { } found || found.Station != station.Identity)
        {
            return null;
        }

        if (found.IsRunning)
        {
            _used.Add(found.Id);
        }

        if (_used.Count > MostUsedKept)
        {
            _used.RemoveWhere(id => csms.Sessions.Find(id) is not { IsRunning: true });
        }

        return found;
    }

    /// <summary>The running sessions whose ids the station may not know, in order of their ids. Those with values it has used.</summary>
    private async Task<List<SessionRecord>> UnusedAsync(int? connectorId)
    {
        List<SessionRecord> unused = [];
        foreach (var session in csms.Sessions.Of(station.Identity, connectorId).Where(session => session.IsRunning).ToList())
        {
            if (_unknown.Contains(session.Id) ||
                (!_used.Contains(session.Id) && (await csms.Store.SamplesAsync(session.Id)).Count == 0))
            {
                unused.Add(session);
            }
        }

        return unused;
    }
}
