using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Metering;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Transactions;

/// <summary>
/// Ends a transaction that a power cut, a crash or a kill cut short (OCPP 1.6, 3.7). It stops at the register as it is read now if
/// that is the same meter, it goes on from where it was (<see cref="RegisterMark"/>) and the contactor is proven open; else at what was
/// last known, which is flagged. Its time is the last at which it was known to run, and never before a sample of it: how long the power was
/// off, nothing tells. Its reason is PowerLoss unless another one was known before.
/// </summary>
internal sealed class TransactionRecovery
{
    private static readonly TimeSpan s_openTimeout = TimeSpan.FromSeconds(8);

    private readonly StationContext _context;
    private readonly Connector _connector;
    private readonly Transaction _transaction;

    private TransactionRecovery(StationContext context, Connector connector, Transaction transaction)
    {
        _context = context;
        _connector = connector;
        _transaction = transaction;
    }

    /// <summary>Takes charge of the connector until its transaction has ended; nothing begins there before.</summary>
    public static void Begin(StationContext context, Transaction interrupted)
    {
        context.Reservations.Use(interrupted);
        if (context.Connectors.Find(connector => connector.Id == interrupted.ConnectorId) is { } connector)
        {
            connector.IsRecovering = true;
            context.Loop.Start(new TransactionRecovery(context, connector, interrupted).RunAsync);
        }
        else
        {
            // The board has fewer connectors than it had; what is known is told all the same.
            Close(context, interrupted, null);
            context.Loop.Start(() => context.Events.EndedAsync(interrupted));
        }
    }

    private async Task RunAsync()
    {
        var isOff = await _connector.Conditions.UntilAsync(() => _connector.EnergyPath.IsOff, s_openTimeout);
        var register = isOff ? await ReadRegisterAsync() : null;
        Close(_context, _transaction, register);
        var isPlugged = _connector.IsPlugged || _connector.Devices.Plug.Plug == PlugState.Unknown;
        _connector.LockedFor = isPlugged ? CableHold.After(_transaction, _context.Settings) : null;
        await _context.Events.EndedAsync(_transaction);

        _connector.UnbilledEnergy.End(_transaction);
        _connector.IsRecovering = false;
        _connector.UnlockIfFree();
        _connector.Evaluate();
    }

    /// <summary>The register in Wh where it may be believed to have counted this transaction and nothing else; else null.</summary>
    private async Task<long?> ReadRegisterAsync()
    {
        var (meter, register) = (_connector.Devices.Meter, _connector.Register);
        await _connector.Conditions.UntilAsync(() => meter.Health == DeviceHealth.Present, _context.Settings.MeterReadyTimeout);
        if (await register.ReadAsync() is not { } reading)
        {
            return null;
        }

        // The contactor fell with the station, so what counts is the time between two marks. How long the station was away says nothing
        // about this session, and a clock without a battery does not even know that.
        var mark = new RegisterMark(_transaction.MeterLastWh, _transaction.MeterSerialNumber, At: null);
        if (mark.GoesOn(reading, register.SerialNumber, _connector.Devices.Roles, _context.Clock.UtcNow))
        {
            return reading.EnergyImportWh;
        }

        _context.Logger.LogWarning(
            "Connector {ConnectorId}: the meter shows {EnergyWh} Wh (serial number {SerialNumber}), transaction {TransactionKey} was last at " +
            "{MeterLastWh} Wh (serial number {FormerSerialNumber}): that is not one session. Look whether the meter was exchanged or reset",
            _connector.Id, reading.EnergyImportWh, register.SerialNumber, _transaction.Key, _transaction.MeterLastWh, _transaction.MeterSerialNumber);
        return null;
    }

    private static void Close(StationContext context, Transaction transaction, long? registerWh)
    {
        transaction.StopReason ??= StopReason.PowerLoss;
        transaction.StoppedAt = transaction.Stamp(transaction.AliveAt);
        transaction.MeterStopWh = registerWh ?? transaction.MeterLastWh;
        transaction.MeterStopIsStale = registerWh is null;
        AddEnd(context, transaction);
        context.Logger.LogWarning(
            "Connector {ConnectorId}: transaction {TransactionKey} was cut short at {AliveAt:O}; meterStop {MeterStopWh} Wh is {Origin}",
            transaction.ConnectorId, transaction.Key, transaction.AliveAt, transaction.MeterStopWh,
            registerWh is null ? "the last that was known" : "the meter's register of now");
    }

    /// <summary>Of that instant only the register is known.</summary>
    private static void AddEnd(StationContext context, Transaction transaction)
    {
        var settings = context.Settings;
        if (settings.StopTxnSampledData.Union(settings.StopTxnAlignedData).Any(asked => asked.Measurand == Measurand.EnergyActiveImportRegister))
        {
            transaction.SampleAtEnd = new MeterSample(
                transaction.StoppedAt!.Value, ReadingContext.TransactionEnd,
                [new(Measurand.EnergyActiveImportRegister, transaction.MeterStopWh!.Value)]);
        }
    }
}
