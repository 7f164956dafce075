using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Faults;

namespace ChargerFirmware.Station.Connectors;

/// <summary>Turns what the devices show into the inputs of the status table, with the times the table wants.</summary>
internal sealed class ConnectorObserver : IDisposable
{
    private const double ChargingCurrentA = 1.0;
    private static readonly TimeSpan s_lowCurrent = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_resumed = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan s_answerToOffer = TimeSpan.FromSeconds(5);

    private readonly StationContext _context;
    private readonly Connector _connector;
    private readonly HoldTimer _currentLow;
    private readonly HoldTimer _currentBack;
    private readonly HoldTimer _silentSinceOffer;
    private bool _hasAsked;

    public ConnectorObserver(StationContext context, Connector connector, Action recheck)
    {
        _context = context;
        _connector = connector;
        _currentLow = new HoldTimer(context.Time, recheck);
        _currentBack = new HoldTimer(context.Time, recheck);
        _silentSinceOffer = new HoldTimer(context.Time, recheck);
    }

    /// <summary>Energy may be offered to the running transaction.</summary>
    public bool MaySupply =>
        _connector.Transaction is { IsStopping: false } &&
        !_connector.Limit.IsBelowMinimum && !IsInvalidated && !HasStopCause && IsConnected;

    /// <summary>The contactor may be commanded closed: authorised, plugged and locked. That the vehicle asks, the energy path sees.</summary>
    public bool MayClose =>
        MaySupply && _connector.Devices is { Lock: null or { State: CableLockState.Locked }, Upstream: null or { State: RelayState.Closed } };

    private bool IsConnected => _connector.Devices.Plug.Plug == PlugState.Connected;

    private bool HasStopCause => _connector.Causes.Any(cause => cause.Stops) || _context.Causes.Any(cause => cause.Stops);

    /// <summary>The tag was refused after the start, the transaction goes on, and what it may still take is used up.</summary>
    private bool IsInvalidated =>
        _connector.Transaction is { InvalidatedAtWh: { } since } transaction &&
        transaction.MeterLastWh - since >= (_context.Settings.MaxEnergyOnInvalidId ?? 0);

    public StatusInputs Inputs() => new()
    {
        StopCause = HasStopCause,
        PreventCause = _connector.Causes.Any(cause => cause.Class == CauseClass.Prevent),
        Transaction = _connector.Transaction is not null,
        Stopping = _connector.Transaction is { IsStopping: true },
        LimitBelowMinimum = _connector.Limit.IsBelowMinimum,
        Invalidated = IsInvalidated,
        CurrentFlows = CurrentFlows(),
        EvDoesNotTake = EvDoesNotTake(),
        Operative = _connector.Operative,
        Plugged = _connector.IsPlugged,
        Authorised = _connector.Pending is not null,
        SessionOver = _connector.SessionOver,
        Reserved = _context.Reservations.On(_connector.Id) is not null,
    };

    public void Dispose()
    {
        _currentLow.Dispose();
        _currentBack.Dispose();
        _silentSinceOffer.Dispose();
    }

    private bool CurrentFlows()
    {
        var closed = _connector.EnergyPath.IsClosed;
        var current = _connector.Devices.Meter.Latest?.CurrentA ?? 0;
        var lowTooLong = _currentLow.Held(closed && current < ChargingCurrentA, s_lowCurrent);
        var backLongEnough = _currentBack.Held(closed && current >= ChargingCurrentA, s_resumed);
        if (!closed)
        {
            return false;
        }

        return _connector.Status == ConnectorStatus.SuspendedEV ? backLongEnough : !lowTooLong;
    }

    private bool EvDoesNotTake()
    {
        var supplied = MaySupply;
        var asks = _connector.Devices.Controller.EnergyRequested;
        _hasAsked = supplied && (asks || _hasAsked);
        var silentSinceOffer = _silentSinceOffer.Held(supplied && !_hasAsked && !_connector.Devices.IsDirectCurrent, s_answerToOffer);
        if (_connector.Transaction is not { IsStopping: false })
        {
            return false;
        }

        // At first the vehicle gets time to answer the offer; a DC handshake has a time-out of its own.
        return !IsConnected || (asks ? _connector.EnergyPath.IsClosed : _hasAsked || silentSinceOffer);
    }
}
