using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Telemetry.Metrics.Subjects;

/// <summary>The energy of one connector as counters report it: what a transaction reports, as it flows, and what none does.</summary>
internal sealed class ConnectorEnergy
{
    private readonly Counting _counting;
    private readonly Connector _connector;
    private readonly string _label;
    private Transaction? _running;
    private long _countedWh;
    private long _gapWh;
    private long _alarmedWh;

    public ConnectorEnergy(Counting counting, Connector connector)
    {
        _counting = counting;
        _connector = connector;
        _label = ConnectorLabel.Of(connector.Id);
        _counting.Add(EnergyInstruments.Delivered, 0, _label);
        _counting.Add(EnergyInstruments.Unbilled, 0, _label, "gap");
        _counting.Add(EnergyInstruments.Unbilled, 0, _label, "alarm");
        if (connector.Transaction is { } running)
        {
            Begin(running);
        }
    }

    public void Begin(Transaction transaction)
    {
        _running = transaction;
        _countedWh = transaction.MeterStartWh;
        Note();
    }

    /// <summary>The meter was read.</summary>
    public void Note()
    {
        if (_running is { } running)
        {
            CountUntil(running.MeterLastWh);
        }

        var unbilled = _connector.UnbilledEnergy;
        _counting.Add(EnergyInstruments.Unbilled, EnergyInstruments.JoulesPerWattHour * (unbilled.GapWh - _gapWh), _label, "gap");
        _counting.Add(EnergyInstruments.Unbilled, EnergyInstruments.JoulesPerWattHour * (unbilled.AlarmedWh - _alarmedWh), _label, "alarm");
        _gapWh = unbilled.GapWh;
        _alarmedWh = unbilled.AlarmedWh;
    }

    /// <summary>Of a transaction that a power cut had cut short, only what came after it is new: the rest was counted before.</summary>
    public void End(Transaction transaction)
    {
        if (!ReferenceEquals(_running, transaction))
        {
            _countedWh = transaction.MeterLastWh;
        }

        CountUntil(transaction.MeterStopWh!.Value);
        _running = null;
    }

    private void CountUntil(long registerWh)
    {
        if (registerWh > _countedWh)
        {
            _counting.Add(EnergyInstruments.Delivered, EnergyInstruments.JoulesPerWattHour * (registerWh - _countedWh), _label);
            _countedWh = registerWh;
        }
    }
}
