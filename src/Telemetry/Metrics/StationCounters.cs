using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Telemetry.Metrics;

/// <summary>
/// Counts what happens at a station, as it happens. Each counter begins at 0 for every word its labels can say, so that the first event
/// is an increase and not an appearance. Used on the loop; ends counting when disposed.
/// </summary>
internal sealed class StationCounters : IDisposable
{
    private readonly StationMeter _meter;
    private readonly Isolation _isolation;
    private readonly List<Action> _endings = [];
    private readonly Dictionary<int, ConnectorEnergy> _energies = [];

    public StationCounters(StationMeter meter, TelemetrySources sources, Isolation isolation)
    {
        _meter = meter;
        _isolation = isolation;
        FollowCauses(0, CauseScope.Station, sources.Station.Causes);
        foreach (var connector in sources.Station.Connectors)
        {
            FollowCauses(connector.Id, CauseScope.Connector, connector.Causes);
            FollowDevices(connector);
            FollowEnergy(connector);
        }

        FollowTransactions(sources);
        FollowAuthorizations(sources.Station.Authorizer);
        FollowStore(sources);
        FollowLoop(sources);
    }

    public void Dispose()
    {
        foreach (var end in _endings)
        {
            end();
        }

        _endings.Clear();
    }

    private void FollowCauses(int connectorId, CauseScope scope, CauseSet causes)
    {
        var label = ConnectorLabel.Of(connectorId);
        foreach (var (name, code, _) in CauseLabels.Of(scope))
        {
            _meter.Add(Instruments.CausesRaised, 0, label, name, code);
        }

        foreach (var cause in causes.Active)
        {
            // Latched over a restart, or seen while the station began: it is there, and nobody has counted it.
            Count(cause, true);
        }

        causes.Changed += Count;
        _endings.Add(() => causes.Changed -= Count);

        void Count(Cause cause, bool raised) => _isolation.Run(() =>
        {
            if (raised)
            {
                _meter.Add(Instruments.CausesRaised, 1, label, cause.Name, CauseLabels.CodeOf(cause));
            }
        });
    }

    private void FollowDevices(Connector connector)
    {
        var label = ConnectorLabel.Of(connector.Id);
        var known = DeviceWatch.Of(connector.Devices).ToDictionary();
        foreach (var device in known.Keys)
        {
            _meter.Add(Instruments.DeviceLosses, 0, label, device);
        }

        connector.Devices.Changed += Look;
        _endings.Add(() => connector.Devices.Changed -= Look);
        if (connector.Devices.Reader is { } reader)
        {
            reader.Changed += Look;
            _endings.Add(() => reader.Changed -= Look);
        }

        void Look() => _isolation.Run(() =>
        {
            foreach (var (device, isUp) in DeviceWatch.Of(connector.Devices))
            {
                if (known[device] && !isUp)
                {
                    _meter.Add(Instruments.DeviceLosses, 1, label, device);
                }

                known[device] = isUp;
            }
        });
    }

    private void FollowEnergy(Connector connector)
    {
        var energy = new ConnectorEnergy(_meter, connector);
        Action<MeterReading> note = _ => _isolation.Run(energy.Note);
        _energies.Add(connector.Id, energy);
        connector.Devices.Meter.Read += note;
        _endings.Add(() => connector.Devices.Meter.Read -= note);
    }

    private void FollowTransactions(TelemetrySources sources)
    {
        foreach (var connector in sources.Station.Connectors)
        {
            _meter.Add(Instruments.TransactionsStarted, 0, ConnectorLabel.Of(connector.Id));
            foreach (var reason in Enum.GetNames<StopReason>())
            {
                _meter.Add(Instruments.TransactionsEnded, 0, ConnectorLabel.Of(connector.Id), reason);
            }
        }

        var events = sources.Station.Events;
        events.Happened += Count;
        _endings.Add(() => events.Happened -= Count);

        void Count(StationEvent happened) => _isolation.Run(() =>
        {
            switch (happened)
            {
                case TransactionStarted started when events.TransactionOf(started) is { } transaction:
                    CountStart(transaction);
                    break;
                case TransactionEnded ended when events.TransactionOf(ended) is { } transaction:
                    CountEnd(transaction, ended);
                    break;
            }
        });
    }

    private void CountStart(Transaction transaction)
    {
        _energies.GetValueOrDefault(transaction.ConnectorId)?.Begin(transaction);
        _meter.Add(Instruments.TransactionsStarted, 1, ConnectorLabel.Of(transaction.ConnectorId));
    }

    private void CountEnd(Transaction transaction, TransactionEnded ended)
    {
        _energies.GetValueOrDefault(ended.ConnectorId)?.End(transaction);
        _meter.Add(Instruments.TransactionsEnded, 1, ConnectorLabel.Of(ended.ConnectorId), ended.StopReason.ToString());
        _meter.Record(Instruments.TransactionDuration, Math.Max(0, (ended.At - ended.StartedAt).TotalSeconds));
        _meter.Record(Instruments.TransactionEnergy, ConnectorEnergy.JoulesPerWattHour * (ended.MeterStopWh - ended.MeterStartWh));
    }

    private void FollowAuthorizations(Authorizer authorizer)
    {
        foreach (var status in Enum.GetNames<AuthorizationStatus>())
        {
            _meter.Add(Instruments.Authorizations, 0, status, "central_system");
            _meter.Add(Instruments.Authorizations, 0, status, "local");
        }

        authorizer.Decided += Count;
        _endings.Add(() => authorizer.Decided -= Count);

        void Count(TagInfo info, bool online) => _isolation.Run(() =>
            _meter.Add(Instruments.Authorizations, 1, info.Status.ToString(), online ? "central_system" : "local"));
    }

    private void FollowStore(TelemetrySources sources)
    {
        _meter.Add(Instruments.StoreCommits, 0, "done");
        _meter.Add(Instruments.StoreCommits, 0, "failed");
        sources.Store.Committed += Count;
        _endings.Add(() => sources.Store.Committed -= Count);

        void Count(TimeSpan took, bool done) => _isolation.Run(() =>
        {
            _meter.Add(Instruments.StoreCommits, 1, done ? "done" : "failed");
            if (done)
            {
                _meter.Record(Instruments.CommitDuration, took.TotalSeconds);
            }
        });
    }

    private void FollowLoop(TelemetrySources sources)
    {
        sources.Loop.TurnTimed = (late, took) => _isolation.Run(() =>
        {
            _meter.Record(Instruments.LoopLatency, late.TotalSeconds);
            _meter.Record(Instruments.TurnDuration, took.TotalSeconds);
        });
        _endings.Add(() => sources.Loop.TurnTimed = null);
    }
}
