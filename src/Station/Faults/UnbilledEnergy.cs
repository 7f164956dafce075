using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Transactions;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Faults;

/// <summary>
/// Energy that a connector's meter has counted and no transaction tells. What came while a meter did not answer at the end of a
/// transaction is the gap between two transactions; whatever else comes while none runs, through a welded contactor, is an alarm.
/// Neither is ever billed.
/// </summary>
public sealed class UnbilledEnergy
{
    private readonly int _connectorId;
    private readonly OpenGaps _gaps;
    private readonly ILogger _logger;
    private long? _registerWh;
    private bool _registerIsStale;
    private long _alarmedWh;

    internal UnbilledEnergy(int connectorId, OpenGaps gaps, ILogger logger)
    {
        _connectorId = connectorId;
        _gaps = gaps;
        _registerWh = gaps.Find(connectorId);
        _registerIsStale = _registerWh is not null;
        _logger = logger;
    }

    /// <summary>Counted between the last good reading of a transaction and the first one after it, in Wh.</summary>
    public long GapWh { get; private set; }

    /// <summary>Counted while no transaction ran, in Wh: the outlet was live and should not have been.</summary>
    public long AlarmedWh { get; private set; }

    /// <summary>Energy flows that no transaction tells. Raised on the loop, at the first Wh and after each kWh.</summary>
    public event Action<long>? Alarmed;

    /// <summary>A reading while no transaction runs.</summary>
    internal void Note(MeterReading reading)
    {
        var grownWh = Math.Max(0, reading.EnergyImportWh - (_registerWh ?? reading.EnergyImportWh));
        _registerWh = reading.EnergyImportWh;
        if (_registerIsStale)
        {
            _registerIsStale = false;
            _gaps.Close(_connectorId);
            GapWh += grownWh;
            _logger.LogWarning("Connector {ConnectorId}: {GapWh} Wh were counted while the meter did not answer at the end", _connectorId, grownWh);
        }
        else if (grownWh > 0)
        {
            AlarmedWh += grownWh;
            Alarm();
        }
    }

    /// <summary>A transaction begins: what the meter counts from here on is told.</summary>
    internal void Begin() => _registerWh = null;

    /// <summary>A transaction has ended at its meterStop.</summary>
    internal void End(Transaction transaction)
    {
        _registerWh = transaction.MeterStopWh;
        _registerIsStale = transaction.MeterStopIsStale;
        _alarmedWh = AlarmedWh;
        if (transaction is { MeterStopIsStale: true, MeterStopWh: { } registerWh })
        {
            _gaps.Open(_connectorId, registerWh);
        }
    }

    private void Alarm()
    {
        var first = _alarmedWh == 0 || AlarmedWh - _alarmedWh >= 1000;
        if (first)
        {
            _alarmedWh = AlarmedWh;
            _logger.LogCritical(
                "Connector {ConnectorId}: energy flows without a transaction, {AlarmedWh} Wh up to now; the outlet is live", _connectorId, AlarmedWh);
            Alarmed?.Invoke(AlarmedWh);
        }
    }
}
