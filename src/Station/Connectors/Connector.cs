using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Devices;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Outlets;
using ChargerFirmware.Station.Sessions;
using ChargerFirmware.Station.Statuses;
using ChargerFirmware.Station.Timing;
using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Station.Connectors;

/// <summary>
/// One connector. Whatever changes leads to one evaluation of everything: faults, transaction, energy path, status. So the
/// order of events does not matter, and none can be missed. Used on the loop only.
/// </summary>
public sealed class Connector : IStatusHolder, IDisposable
{
    private static readonly TimeSpan s_unlockTimeout = TimeSpan.FromSeconds(12);

    private readonly StationContext _context;
    private readonly ConnectorParts _parts;
    private readonly ConnectorSession _session;
    private readonly ConnectorFaults _faultWatch;
    private readonly ConnectorObserver _observer;
    private readonly HoldTimer _connectionTimeOut;
    private readonly bool _sharesReader;
    private bool _evaluating;
    private bool _again;
    private bool _disposed;

    /// <param name="sharesReader">Its reader serves others, too: then a plugged cable alone says nothing about who plugged it.</param>
    internal Connector(StationContext context, ConnectorDevices devices, bool sharesReader)
    {
        _context = context;
        _sharesReader = sharesReader;
        Action evaluate = Evaluate;
        _parts = new ConnectorParts(devices, context.Clock, context.CableHolds, context.OpenGaps, context.Logger, evaluate);
        _session = _parts.Session;
        _observer = new ConnectorObserver(context, _parts, evaluate);
        _faultWatch = new ConnectorFaults(context, _parts, evaluate);
        Sequence = new TransactionSequence(context, _parts, evaluate);
        _connectionTimeOut = new HoldTimer(context.Time, evaluate);
        devices.Changed += evaluate;
        context.Settings.Changed += evaluate;
    }

    /// <summary>Status, error code or info has changed. Raised on the loop.</summary>
    public event Action<ConnectorReport>? Reported;

    /// <summary>A cable or vehicle came or went. Raised on the loop.</summary>
    public event Action<Connector, PlugState>? PlugChanged;

    /// <inheritdoc cref="ConnectorSession.BeganOrEnded"/>
    internal event Action<Transaction>? TransactionBeganOrEnded
    {
        add => _session.BeganOrEnded += value;
        remove => _session.BeganOrEnded -= value;
    }

    /// <summary><see cref="ProfileLimit"/> has changed. Raised on the loop, before anything follows from it.</summary>
    internal event Action<Connector>? ProfileLimitChanged;

    /// <summary>1 for the first.</summary>
    public int Id => _parts.Id;

    public ConnectorDevices Devices => _parts.Devices;

    public FaultSet Faults => _parts.Faults;

    public Transaction? Transaction => _session.Transaction;

    /// <inheritdoc cref="ConnectorSession.Pending"/>
    public PendingStart? Pending => _session.Pending;

    /// <summary>False while made inoperative (ChangeAvailability). A running transaction goes on.</summary>
    public bool Operative => _context.Availability.MayServe(Id);

    /// <inheritdoc cref="PlugWatch.PluggedAt"/>
    public long? PluggedAt => _parts.Plug.PluggedAt;

    public ConnectorReport? LastReport { get; private set; }

    public ConnectorStatus Status { get; private set; } = ConnectorStatus.Available;

    ConnectorStatus IStatusHolder.Status
    {
        get => Status;
        set => Status = value;
    }

    /// <inheritdoc cref="PlugWatch.IsPlugged"/>
    public bool IsPlugged => _parts.Plug.IsPlugged;

    /// <inheritdoc cref="RegisterWatch.Latest"/>
    public MeterReading? Reading => _parts.Register.Latest;

    /// <inheritdoc cref="ConnectorParts.UnbilledEnergy"/>
    public UnbilledEnergy UnbilledEnergy => _parts.UnbilledEnergy;

    /// <summary>Free to be started: nothing runs, nothing is wrong.</summary>
    public bool CanStart => Sequence.MayBegin && Transaction is null && Pending is null;

    /// <inheritdoc cref="EnergyPath.Limit"/>
    public EnergyLimit Limit => _parts.EnergyPath.Limit;

    /// <inheritdoc cref="EnergyPath.ProfileLimit"/>
    public decimal? ProfileLimit => _parts.EnergyPath.ProfileLimit;

    /// <inheritdoc cref="OutletLock.IsMoving"/>
    internal bool IsLockMoving => _parts.Lock.IsMoving;

    /// <inheritdoc cref="ConnectorSession.LockedFor"/>
    public CableHold? LockedFor => _session.LockedFor;

    /// <inheritdoc cref="ConnectorSession.IsIdle"/>
    public bool IsIdle => _session.IsIdle;

    internal TransactionSequence Sequence { get; }

    internal Conditions Conditions => _parts.Conditions;

    /// <summary>Lets a transaction begin as soon as a vehicle is plugged, for at most ConnectionTimeOut.</summary>
    public void Authorize(PendingStart start)
    {
        Sequence.Authorize(start);
        _connectionTimeOut.Reset();
        Evaluate();
    }

    /// <summary>Takes the authorization back. Without effect once the transaction has begun.</summary>
    public void Withdraw()
    {
        _session.Withdraw();
        Evaluate();
    }

    /// <inheritdoc cref="TransactionSequence.Stop"/>
    public void Stop(StopReason reason, IdToken? idToken = null) => Sequence.Stop(reason, idToken);

    /// <summary>The central system has said something of the token by which a transaction of this connector was begun.</summary>
    public void Learn(Transaction begun, TagInfo info)
    {
        begun.LearnGroup(info.GroupIdToken);
        if (!info.IsAccepted && _session.TryInvalidate())
        {
            Evaluate();
        }
    }

    /// <summary>Frees a cable that was kept locked after an invalid tag.</summary>
    public void ReleaseCable()
    {
        _session.ReleaseCable();
        _parts.Lock.UnlockIfFree();
    }

    /// <inheritdoc cref="TransactionSequence.ReadAsync"/>
    public Task<Snapshot> ReadAsync() => Sequence.ReadAsync();

    /// <inheritdoc cref="TransactionSequence.Known"/>
    public Snapshot Known() => Sequence.Known();

    /// <summary>
    /// Opens the lock; a running transaction ends first, and nothing is unlocked while it is live (OCPP 1.6, 5.18).
    /// </summary>
    public async Task<UnlockResult> UnlockAsync()
    {
        if (Devices.Lock is not { } cableLock)
        {
            return UnlockResult.NotSupported;
        }

        await Sequence.WithdrawOrStopAsync(StopReason.UnlockCommand, s_unlockTimeout);
        _session.ReleaseCable();
        if (Transaction is null && !_parts.EnergyPath.IsLive)
        {
            cableLock.Unlock();
            await Conditions.UntilAsync(() => cableLock.State is CableLockState.Unlocked or CableLockState.FailedToUnlock, s_unlockTimeout);
        }

        return cableLock.State == CableLockState.Unlocked ? UnlockResult.Unlocked : UnlockResult.UnlockFailed;
    }

    /// <summary>Service has looked at a welded contactor. Only a feedback that says open clears the fault.</summary>
    /// <returns>False while the feedback says closed, and when it was not welded.</returns>
    public bool ClearWeld()
    {
        var cleared = Faults.Contains(KnownFaults.ContactorWelded) && _faultWatch.ClearWeld();
        Evaluate();
        return cleared;
    }

    /// <summary>Ends a transaction that was cut short here; nothing begins before.</summary>
    internal void Recover(Transaction interrupted) => TransactionRecovery.Begin(_context, _parts, interrupted, Evaluate);

    /// <summary>Takes over what the charging profiles and an operator allow. Counts with the next look at the connector.</summary>
    internal void SetProfileLimit(decimal? limit)
    {
        _parts.EnergyPath.ProfileLimit = limit;
        ProfileLimitChanged?.Invoke(this);
    }

    /// <summary>Settles once everything is connected: what physics shows now becomes the first status.</summary>
    internal void Begin()
    {
        _parts.Lock.UnlockIfFree();
        Evaluate();
    }

    /// <summary>Looks at everything again. Called on every change of anything.</summary>
    internal void Evaluate()
    {
        if (_evaluating || _disposed)
        {
            _again = true;
            return;
        }

        _evaluating = true;
        try
        {
            do
            {
                _again = false;
                EvaluateOnce();
            }
            while (_again);
        }
        finally
        {
            _evaluating = false;
        }
    }

    public void Dispose()
    {
        _disposed = true;
        _parts.EnergyPath.Cut();
        Devices.Changed -= Evaluate;
        _context.Settings.Changed -= Evaluate;
        _parts.Dispose();
        _observer.Dispose();
        _faultWatch.Dispose();
        Sequence.Dispose();
        _connectionTimeOut.Dispose();
    }

    private void EvaluateOnce()
    {
        _faultWatch.Update();
        NotePlug();
        NoteConnectionTimeOut();
        Sequence.Follow();
        DriveEnergy();
        _parts.EnergyPath.DriveUpstream(Faults.Contains(KnownFaults.ContactorWelded) || Faults.Contains(KnownFaults.RelayLost));

        // How the first status came about is not reported; later ones go along the standard's edges.
        ConnectorMachine.Shared.Follow(this, StatusTable.Decide(_observer.Inputs(Status)), LastReport is null ? null : Report);
        Conditions.Check();
        _parts.Lock.UnlockOnceNotLive();
        Report();
    }

    private void DriveEnergy()
    {
        var stopsNow = Faults.Any(fault => fault.Class == FaultClass.StopNow) || _context.Faults.Any(fault => fault.Class == FaultClass.StopNow);
        if (stopsNow)
        {
            _parts.EnergyPath.Cut();
        }
        else if (_observer.MaySupply)
        {
            _parts.EnergyPath.Supply(_observer.MayClose);
            if (_parts.EnergyPath.IsClosed)
            {
                _session.NoteEnergised();
            }
        }
        else
        {
            _parts.EnergyPath.Withhold();
        }
    }

    private void NotePlug()
    {
        var plug = _parts.Plug;
        if (!plug.Follow(out var wasPlugged))
        {
            return;
        }

        if (plug.IsPlugged && !wasPlugged)
        {
            _session.NoteCable();
            Faults.Clear(KnownFaults.EvCommunicationLost);
        }
        else if (!plug.IsPlugged && plug.Last != PlugState.Unknown)
        {
            _session.NoteNoCable();
            _parts.EnergyPath.AllowOneAttempt();
            _parts.Lock.UnlockIfFree();
        }

        _connectionTimeOut.Reset();
        PlugChanged?.Invoke(this, plug.Last);
    }

    /// <summary>OCPP 1.6 B1 and B6: who is authorized has to begin, who has plugged where a reader is shared has to show a tag.</summary>
    private void NoteConnectionTimeOut()
    {
        // A fault in the way counts as well: nobody expects energy when an emergency stop is released.
        var waitsToBegin = _session is { Pending: not null, IsPreparing: false };
        var waitsForTag = _session is { Pending: null, Transaction: null, IsOver: false } && IsPlugged && _sharesReader;
        if (_connectionTimeOut.Held(waitsToBegin || waitsForTag, _context.Settings.ConnectionTimeOut))
        {
            _connectionTimeOut.Reset();
            _session.GiveUp();
        }
    }

    private void Report()
    {
        if (LastReport is null && Devices.Plug.Plug == PlugState.Unknown && Faults.Gravest is null)
        {
            // Switched on just now: until the plug has been read, there is nothing to report.
            return;
        }

        var report = ConnectorReport.Of(_parts, Status, _context.Faults, _context.Time.GetTimestamp());
        if (!report.SaysTheSameAs(LastReport))
        {
            LastReport = report;
            Reported?.Invoke(report);
        }
    }
}
