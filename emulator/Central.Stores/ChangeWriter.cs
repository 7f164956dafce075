using ChargerFirmware.Central.Store;
using ChargerFirmware.Central.Stores.Adapters;
using ChargerFirmware.Central.Stores.Rows;

namespace ChargerFirmware.Central.Stores;

/// <summary>What a change means in rows. Used in a transaction of the database.</summary>
internal sealed class ChangeWriter(Database database, FrameRing frames, StoreLimits limits)
{
    /// <summary>Of what is bounded by count, an eighth more may be there: a look at each row would cost more than the rows.</summary>
    private const int Slack = 8;

    /// <summary>How many of those are counted at once; whoever dials in may be anybody.</summary>
    private const int MostCounted = 50_000;

    private readonly Dictionary<(Statement Trim, string Station, int ConnectorId), int> _untilTrim = [];

    public void Write(StoreChange change)
    {
        switch (change)
        {
            case StoreChange.Station(var station):
                database.Run(StationRows.Keep, StationRows.Values(station));
                break;
            case StoreChange.Connector(var connector):
                database.Run(ConnectorRows.Keep, ConnectorRows.Values(connector));
                break;
            case StoreChange.State(var entry):
                database.Run(StateRows.Keep, StateRows.Values(entry));
                if (IsTrimDue(StateRows.Trim, entry.Station, 0, limits.States))
                {
                    database.Run(StateRows.Trim, [Cell.Of(entry.Station), (long)limits.States]);
                }

                break;
            case StoreChange.Session(var session):
                database.Run(SessionRows.Keep, SessionRows.Values(session));
                break;
            case StoreChange.Values values:
                Write(values);
                break;
            case StoreChange.Token(var token):
                database.Run(TokenRows.Keep, TokenRows.Values(token));
                break;
            case StoreChange.TokenRemoved(var idToken):
                database.Run(TokenRows.Remove, [TokenRows.KeyOf(idToken)]);
                break;
            case StoreChange.Reservation(var reservation):
                database.Run(ReservationRows.Keep, ReservationRows.Values(reservation));
                break;
            case StoreChange.ReservationRemoved(var station, var id):
                database.Run(ReservationRows.Remove, [ReservationRows.KeyOf(station, id)]);
                break;
            case StoreChange.Configuration(var setting):
                database.Run(ConfigurationRows.Keep, ConfigurationRows.Values(setting));
                break;
            case StoreChange.Profile(var profile):
                database.Run(ProfileRows.Keep, ProfileRows.Values(profile));
                break;
            case StoreChange.ProfileRemoved(var station, var id):
                database.Run(ProfileRows.Remove, [ProfileRows.KeyOf(station, id)]);
                break;
            case StoreChange.LocalList(var list):
                database.Run(LocalListRows.Keep, LocalListRows.Values(list));
                break;
            case StoreChange.Maintenance(var request):
                database.Run(MaintenanceRows.Keep, MaintenanceRows.Values(request));
                if (IsTrimDue(MaintenanceRows.Trim, request.Station, 0, limits.MaintenanceRequests))
                {
                    database.Run(MaintenanceRows.Trim, [Cell.Of(request.Station), (long)limits.MaintenanceRequests]);
                }

                break;
            case StoreChange.Frame(var frame):
                frames.Write(frame);
                break;
            case StoreChange.StationForgotten(var identity):
                Forget(identity);
                break;
            default:
                throw new NotSupportedException($"a store does not know {change.GetType().Name}");
        }
    }

    private void Write(StoreChange.Values values)
    {
        foreach (var sample in values.Samples)
        {
            if (values.SessionId is { } sessionId)
            {
                database.Run(SampleRows.KeepOfSession, SampleRows.ValuesOfSession(sessionId, sample));
                continue;
            }

            database.Run(SampleRows.KeepOutside, SampleRows.ValuesOutside(values.Identity, values.ConnectorId, sample));
            if (IsTrimDue(SampleRows.TrimOutside, values.Identity, values.ConnectorId, limits.SamplesOutsideSessions))
            {
                database.Run(
                    SampleRows.TrimOutside, [Cell.Of(values.Identity), (long)values.ConnectorId, (long)limits.SamplesOutsideSessions]);
            }
        }
    }

    private void Forget(string identity)
    {
        database.Run(StationRows.Remove, [StationRows.KeyOf(identity)]);
        database.Run(LocalListRows.Remove, [LocalListRows.KeyOf(identity)]);
        foreach (var remove in (Statement[])
            [
                ConnectorRows.RemoveOfStation, StateRows.RemoveOfStation, SampleRows.RemoveOfStation, ReservationRows.RemoveOfStation,
                ConfigurationRows.RemoveOfStation, ProfileRows.RemoveOfStation, MaintenanceRows.RemoveOfStation, FrameRows.RemoveOfStation,
            ])
        {
            database.Run(remove, [Cell.Of(identity)]);
        }
    }

    private bool IsTrimDue(Statement trim, string station, int connectorId, int limit)
    {
        var key = (trim, station, connectorId);
        if (_untilTrim.TryGetValue(key, out var left) && left > 1)
        {
            _untilTrim[key] = left - 1;
            return false;
        }

        if (_untilTrim.Count >= MostCounted)
        {
            _untilTrim.Clear();
        }

        _untilTrim[key] = Math.Max(1, limit / Slack);
        return true;
    }
}
