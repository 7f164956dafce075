using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Outlets;
using ChargerFirmware.Station.Sessions;
using ChargerFirmware.Station.Statuses;
using ChargerFirmware.Station.Timing;
using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Station.Connectors;

/// <summary>Turns what the devices show into the inputs of the status table, with the times the table wants.</summary>
internal sealed class ConnectorObserver : IDisposable
{
    private const double ChargingCurrentA = 1.0;
    private static readonly TimeSpan s_lowCurrent = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_resumed = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan s_answerToOffer = TimeSpan.FromSeconds(5);

    private readonly StationContext _context;
    private readonly ConnectorParts _parts;
    private readonly HoldTimer _currentLow;
    private readonly HoldTimer _currentBack;
    private readonly HoldTimer _silentSinceOffer;
    private bool _hasAsked;

    public ConnectorObserver(StationContext context, ConnectorParts parts, Action recheck)
    {
        _context = context;
        _parts = parts;
        _currentLow = new HoldTimer(context.Time, recheck);
        _currentBack = new HoldTimer(context.Time, recheck);
        _silentSinceOffer = new HoldTimer(context.Time, recheck);
    }

    /// <summary>Energy may be offered to the running transaction.</summary>
    public bool MaySupply =>
        Session.Transaction is { IsStopping: false } &&
        !_parts.EnergyPath.Limit.IsBelowMinimum && !IsInvalidated && !HasStopFault && IsConnected;

    /// <summary>The contactor may be commanded closed: authorized, plugged and locked. That the vehicle asks, the energy path sees.</summary>
    public bool MayClose =>
        MaySupply && _parts.Devices is { Lock: null or { State: CableLockState.Locked }, Upstream: null or { State: RelayState.Closed } };

    private ConnectorSession Session => _parts.Session;

    private bool IsConnected => _parts.Plug.IsConnected;

    private bool HasStopFault => _parts.Faults.Any(fault => fault.Stops) || _context.Faults.Any(fault => fault.Stops);

    /// <summary>The tag was refused after the start, the transaction goes on, and what it may still take is used up.</summary>
    private bool IsInvalidated =>
        Session.Transaction is { InvalidatedAtWh: { } since } transaction &&
        transaction.MeterLastWh - since >= (_context.Settings.MaxEnergyOnInvalidId ?? 0);

    /// <param name="status">The one that the connector has now.</param>
    public StatusInputs Inputs(ConnectorStatus status) => new()
    {
        StopFault = HasStopFault,
        PreventFault = _parts.Faults.Any(fault => fault.Class == FaultClass.Prevent),
        Transaction = Session.Transaction is not null,
        Stopping = Session.Transaction is { IsStopping: true },
        LimitBelowMinimum = _parts.EnergyPath.Limit.IsBelowMinimum,
        Invalidated = IsInvalidated,
        CurrentFlows = CurrentFlows(status),
        EvDoesNotTake = EvDoesNotTake(),
        Operative = _context.Availability.MayServe(_parts.Id),
        Plugged = _parts.Plug.IsPlugged,
        Authorized = Session.Pending is not null,
        SessionOver = Session.IsOver,
        Reserved = _context.Reservations.On(_parts.Id) is not null,
    };

    public void Dispose()
    {
        _currentLow.Dispose();
        _currentBack.Dispose();
        _silentSinceOffer.Dispose();
    }

    private bool CurrentFlows(ConnectorStatus status)
    {
        var closed = _parts.EnergyPath.IsClosed;
        var current = _parts.Devices.Meter.Latest?.CurrentA ?? 0;
        var lowTooLong = _currentLow.Held(closed && current < ChargingCurrentA, s_lowCurrent);
        var backLongEnough = _currentBack.Held(closed && current >= ChargingCurrentA, s_resumed);
        if (!closed)
        {
            return false;
        }

        return status == ConnectorStatus.SuspendedEV ? backLongEnough : !lowTooLong;
    }

    private bool EvDoesNotTake()
    {
        var supplied = MaySupply;
        var asks = _parts.Devices.Controller.EnergyRequested;
        _hasAsked = supplied && (asks || _hasAsked);
        var silentSinceOffer = _silentSinceOffer.Held(supplied && !_hasAsked && !_parts.Devices.IsDirectCurrent, s_answerToOffer);
        if (Session.Transaction is not { IsStopping: false })
        {
            return false;
        }

        // At first the vehicle gets time to answer the offer; a DC handshake has a time-out of its own.
        return !IsConnected || (asks ? _parts.EnergyPath.IsClosed : _hasAsked || silentSinceOffer);
    }
}
