using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Telemetry.Metrics;

/// <summary>The energy of one connector as counters tell it: what a transaction tells, as it flows, and what none does.</summary>
internal sealed class ConnectorEnergy
{
    public const double JoulesPerWattHour = 3600;

    private readonly StationMeter _meter;
    private readonly Connector _connector;
    private readonly string _label;
    private Transaction? _running;
    private long _countedWh;
    private long _gapWh;
    private long _alarmedWh;

    public ConnectorEnergy(StationMeter meter, Connector connector)
    {
        _meter = meter;
        _connector = connector;
        _label = ConnectorLabel.Of(connector.Id);
        _meter.Add(Instruments.EnergyDelivered, 0, _label);
        _meter.Add(Instruments.EnergyUnbilled, 0, _label, "gap");
        _meter.Add(Instruments.EnergyUnbilled, 0, _label, "alarm");
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
        _meter.Add(Instruments.EnergyUnbilled, JoulesPerWattHour * (unbilled.GapWh - _gapWh), _label, "gap");
        _meter.Add(Instruments.EnergyUnbilled, JoulesPerWattHour * (unbilled.AlarmedWh - _alarmedWh), _label, "alarm");
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
            _meter.Add(Instruments.EnergyDelivered, JoulesPerWattHour * (registerWh - _countedWh), _label);
            _countedWh = registerWh;
        }
    }
}
