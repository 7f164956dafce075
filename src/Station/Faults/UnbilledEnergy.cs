using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Devices;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Timing;
using ChargerFirmware.Station.Transactions;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Faults;

/// <summary>
/// Energy that a connector's meter has counted and no transaction reports. What came while a meter did not answer at the end of a
/// transaction is the gap between two transactions, as is what another meter has counted in it; whatever else comes while none runs,
/// through a welded contactor, is an alarm. Neither is ever billed.
/// </summary>
public sealed class UnbilledEnergy
{
    private readonly ConnectorDevices _devices;
    private readonly RegisterWatch _register;
    private readonly OpenGaps _openGaps;
    private readonly StationClock _clock;
    private readonly ILogger _logger;
    private long? _registerWh;
    private RegisterMark? _gap;
    private long? _newFromWh;
    private long _alarmedWh;

    internal UnbilledEnergy(ConnectorDevices devices, RegisterWatch register, OpenGaps openGaps, StationClock clock, ILogger logger)
    {
        _devices = devices;
        _register = register;
        _openGaps = openGaps;
        _clock = clock;
        _logger = logger;
        _gap = openGaps.Find(devices.ConnectorId);
        _registerWh = _gap?.RegisterWh;
    }

    /// <summary>Counted between the last good reading of a transaction and the first one after it, in Wh.</summary>
    public long GapWh { get; private set; }

    /// <summary>Counted while no transaction ran, in Wh: the outlet was live and should not have been.</summary>
    public long AlarmedWh { get; private set; }

    /// <summary>Energy flows that no transaction reports. Raised on the loop, at the first Wh and after each kWh.</summary>
    public event Action<long>? Alarmed;

    /// <summary>A believed reading while no transaction runs.</summary>
    internal void Note(MeterReading reading)
    {
        var grownWh = Math.Max(0, reading.EnergyImportWh - (_registerWh ?? reading.EnergyImportWh));
        _registerWh = reading.EnergyImportWh;
        if (_gap is { } gap)
        {
            CloseGap(gap.GoesOn(reading, _register.SerialNumber, _devices.Roles, _clock.UtcNow) ? grownWh : null);
        }
        else if (grownWh > 0)
        {
            AlarmedWh += grownWh;
            Alarm();
        }
    }

    /// <summary>The register starts over: what it shows says nothing about what was counted before.</summary>
    internal void BeginAnew(RegisterChange change, bool inTransaction)
    {
        if (inTransaction)
        {
            AddNew(change.Before);
            _newFromWh = change.First.EnergyImportWh;
        }
        else
        {
            _registerWh = change.First.EnergyImportWh;
            if (_gap is not null)
            {
                CloseGap(null);
            }
        }
    }

    /// <summary>A transaction begins: what the meter counts from here on is reported.</summary>
    internal void Begin() => (_registerWh, _newFromWh) = (null, null);

    /// <summary>A transaction has ended at its meterStop.</summary>
    internal void End(Transaction transaction)
    {
        _alarmedWh = AlarmedWh;
        if (_newFromWh is not null)
        {
            // What another meter counted while the contactor opened is known; what flowed before its first reading is not.
            AddNew(_register.Believed!);
            _registerWh = _register.Believed!.EnergyImportWh;
        }
        else if (transaction.MeterStopIsStale)
        {
            _registerWh = transaction.MeterStopWh;
            _gap = new RegisterMark(transaction.MeterStopWh!.Value, transaction.MeterSerialNumber, transaction.AliveAt);
            _openGaps.Open(_devices.ConnectorId, _gap);
        }
        else
        {
            _registerWh = transaction.MeterStopWh;
        }
    }

    private void AddNew(MeterReading until)
    {
        if (_newFromWh is { } fromWh)
        {
            GapWh += Math.Max(0, until.EnergyImportWh - fromWh);
            _newFromWh = null;
        }
    }

    /// <param name="countedWh">Null where that cannot be known.</param>
    private void CloseGap(long? countedWh)
    {
        _gap = null;
        _openGaps.Close(_devices.ConnectorId);
        GapWh += countedWh ?? 0;
        if (countedWh is not null)
        {
            _logger.LogWarning(
                "Connector {ConnectorId}: {GapWh} Wh were counted while the meter did not answer at the end", _devices.ConnectorId, countedWh);
        }
        else
        {
            _logger.LogWarning(
                "Connector {ConnectorId}: the register does not go on from the last one of the transaction; what flowed between is not known",
                _devices.ConnectorId);
        }
    }

    private void Alarm()
    {
        var first = _alarmedWh == 0 || AlarmedWh - _alarmedWh >= 1000;
        if (first)
        {
            _alarmedWh = AlarmedWh;
            _logger.LogCritical(
                "Connector {ConnectorId}: energy flows without a transaction, {AlarmedWh} Wh up to now; the outlet is live: "
                + "switch its supply off and check the contactor",
                _devices.ConnectorId, AlarmedWh);
            Alarmed?.Invoke(AlarmedWh);
        }
    }
}
