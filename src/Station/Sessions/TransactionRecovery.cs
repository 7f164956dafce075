using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Outlets;
using ChargerFirmware.Station.Transactions;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Sessions;

/// <summary>
/// Ends a transaction that a power cut, a crash or a kill cut short (OCPP 1.6, 3.7). It stops at the register as it is read now if
/// that is the same meter, it goes on from where it was (<see cref="RegisterMark"/>) and the contactor is proven open; else at what was
/// last known, which is flagged. Its time is the last at which it was known to run, and never before a sample of it: how long the power was
/// off is unknown. Its reason is PowerLoss unless another one was known before.
/// </summary>
internal sealed class TransactionRecovery
{
    private static readonly TimeSpan s_openTimeout = TimeSpan.FromSeconds(8);

    private readonly StationContext _context;
    private readonly ConnectorParts _parts;
    private readonly Transaction _transaction;
    private readonly Action _recheck;

    private TransactionRecovery(StationContext context, ConnectorParts parts, Transaction transaction, Action recheck)
    {
        _context = context;
        _parts = parts;
        _transaction = transaction;
        _recheck = recheck;
    }

    /// <summary>Takes charge of the connector until its transaction has ended; nothing begins there before.</summary>
    /// <param name="recheck">Called on the loop when it has ended.</param>
    public static void Begin(StationContext context, ConnectorParts parts, Transaction interrupted, Action recheck)
    {
        parts.Session.BeginRecovery();
        context.Loop.Start(new TransactionRecovery(context, parts, interrupted, recheck).RunAsync);
    }

    /// <summary>The board has fewer connectors than it had; what is known is reported all the same.</summary>
    public static void EndWithoutConnector(StationContext context, Transaction interrupted)
    {
        Close(context, interrupted, null);
        context.Loop.Start(() => context.Events.EndedAsync(interrupted));
    }

    private async Task RunAsync()
    {
        var isOff = await _parts.Conditions.UntilAsync(() => _parts.EnergyPath.IsOff, s_openTimeout);
        var register = isOff ? await ReadRegisterAsync() : null;
        Close(_context, _transaction, register);
        var isPlugged = _parts.Plug.IsPlugged || _parts.Devices.Plug.Plug == PlugState.Unknown;
        _parts.Session.HoldCable(_transaction, isPlugged, _context.Settings);
        await _context.Events.EndedAsync(_transaction);

        _parts.UnbilledEnergy.End(_transaction);
        _parts.Session.EndRecovery();
        _parts.Lock.UnlockIfFree();
        _recheck();
    }

    /// <summary>The register in Wh where it may be believed to have counted this transaction and nothing else; else null.</summary>
    private async Task<long?> ReadRegisterAsync()
    {
        var (meter, register) = (_parts.Devices.Meter, _parts.Register);
        await _parts.Conditions.UntilAsync(() => meter.Health == DeviceHealth.Present, _context.Settings.MeterReadyTimeout);
        if (await register.ReadAsync() is not { } reading)
        {
            return null;
        }

        // The contactor fell with the station, so what counts is the time between two marks. How long the station was away says nothing
        // about this session, and a clock without a battery does not even know that.
        var mark = new RegisterMark(_transaction.MeterLastWh, _transaction.MeterSerialNumber, At: null);
        if (mark.GoesOn(reading, register.SerialNumber, _parts.Devices.Roles, _context.Clock.UtcNow))
        {
            return reading.EnergyImportWh;
        }

        _context.Logger.LogWarning(
            "Connector {ConnectorId}: the meter shows {EnergyWh} Wh (serial number {SerialNumber}), transaction {TransactionKey} was last at " +
            "{MeterLastWh} Wh (serial number {FormerSerialNumber}): that is not one session. Check whether the meter was exchanged or reset",
            _parts.Id, reading.EnergyImportWh, register.SerialNumber, _transaction.Key, _transaction.MeterLastWh, _transaction.MeterSerialNumber);
        return null;
    }

    private static void Close(StationContext context, Transaction transaction, long? registerWh)
    {
        if (!transaction.IsStopping)
        {
            transaction.Stop(StopReason.PowerLoss);
        }

        var stoppedAt = transaction.Stamp(transaction.AliveAt);
        var meterStopWh = registerWh ?? transaction.MeterLastWh;
        transaction.Close(stoppedAt, meterStopWh, isStale: registerWh is null, SampleOf(context, stoppedAt, meterStopWh));
        context.Logger.LogWarning(
            "Connector {ConnectorId}: transaction {TransactionKey} was cut short at {AliveAt:O}; meterStop {MeterStopWh} Wh is {Origin}",
            transaction.ConnectorId, transaction.Key, transaction.AliveAt, meterStopWh,
            registerWh is null ? "the last that was known" : "the meter's register of now");
    }

    /// <summary>Of that instant only the register is known.</summary>
    private static MeterSample? SampleOf(StationContext context, DateTimeOffset stoppedAt, long meterStopWh)
    {
        var settings = context.Settings;
        return settings.StopTxnSampledData.Union(settings.StopTxnAlignedData).Any(asked => asked.Measurand == Measurand.EnergyActiveImportRegister)
            ? new MeterSample(stoppedAt, ReadingContext.TransactionEnd, [new(Measurand.EnergyActiveImportRegister, meterStopWh)])
            : null;
    }
}
