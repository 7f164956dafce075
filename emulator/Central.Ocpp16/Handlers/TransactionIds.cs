using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Ocpp16.Handlers;

/// <summary>Finds the session that a station means by a transaction's id.</summary>
internal sealed class TransactionIds(Csms csms, ConnectedStation station)
{
    /// <summary>What a station writes for an id that it never received (OCPP 1.6 errata, 3.18).</summary>
    private const long Unknown = -1;

    // Ids that the station has used: those it did receive.
    private readonly HashSet<long> _used = [];

    /// <returns>Null where the station has started no such session.</returns>
    public async Task<SessionRecord?> FindAsync(long transactionId, int? connectorId)
    {
        if (transactionId == Unknown)
        {
            _used.RemoveWhere(id => csms.Sessions.Find(id) is not { IsRunning: true });
            return csms.Sessions.Of(station.Identity, connectorId).FirstOrDefault(session => session.IsRunning && !_used.Contains(session.Id));
        }

        if (await csms.Sessions.FindAsync(transactionId) is not { } found || found.Station != station.Identity)
        {
            return null;
        }

        _used.Add(found.Id);
        return found;
    }
}
