using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Station.Connectors;

/// <summary>
/// One connector. Whatever changes leads to one evaluation of everything: causes, transaction, energy path, status. So the
/// order of events does not matter, and none can be missed. Used on the loop only.
/// </summary>
public sealed class Connector : IStatusHolder, IDisposable
{
    private readonly StationContext _context;
    private readonly ConnectorCauses _causeWatch;
    private readonly ConnectorObserver _observer;
    private readonly EnergyCount _energy;
    private readonly HoldTimer _connectionTimeOut;
    private PlugState _lastPlug = PlugState.Unknown;
    private bool _wasLive;
    private bool _evaluating;
    private bool _again;
    private bool _disposed;

    internal Connector(StationContext context, ConnectorDevices devices)
    {
        _context = context;
        Devices = devices;
        Action evaluate = Evaluate;
        EnergyPath = new EnergyPath(context.Time, devices, evaluate);
        Conditions = new Conditions(context.Time);
        Register = new RegisterWatch(context.Time, devices, context.Logger);
        UnbilledEnergy = new UnbilledEnergy(context, devices, Register);
        _energy = new EnergyCount(this, evaluate);
        _observer = new ConnectorObserver(context, this, evaluate);
        _causeWatch = new ConnectorCauses(context, this, evaluate);
        Sequence = new TransactionSequence(context, this);
        _connectionTimeOut = new HoldTimer(context.Time, evaluate);
        devices.Changed += evaluate;
        context.Settings.Changed += evaluate;
    }

    /// <summary>Status, error code or info has changed. Raised on the loop.</summary>
    public event Action<ConnectorReport>? Reported;

    /// <summary>A cable or vehicle came or went. Raised on the loop.</summary>
    public event Action<PlugState>? PlugChanged;

    /// <summary>A transaction has begun or ended. Raised on the loop, before anything follows from it.</summary>
    internal event Action? TransactionChanged;

    /// <summary>1 for the first.</summary>
    public int Id => Devices.ConnectorId;

    public ConnectorDevices Devices { get; }

    public CauseSet Causes { get; } = new();

    public Transaction? Transaction
    {
        get;
        internal set
        {
            if (value is not null)
            {
                UnbilledEnergy.Begin();
            }
            else if (field is not null)
            {
                UnbilledEnergy.End(field);
            }

            field = value;
            TransactionChanged?.Invoke();
        }
    }

    /// <summary>Who may start next, or null.</summary>
    public PendingStart? Pending { get; internal set; }

    /// <summary>False while made inoperative (ChangeAvailability). A running transaction goes on.</summary>
    public bool Operative => _context.Availability.IsOperative(Id) && !_context.HoldsStarts;

    /// <summary>When the last cable came in: a <see cref="TimeProvider.GetTimestamp"/>, or null.</summary>
    public long? PluggedAt { get; private set; }

    public ConnectorReport? LastReport { get; internal set; }

    public ConnectorStatus Status { get; private set; } = ConnectorStatus.Available;

    ConnectorStatus IStatusHolder.Status
    {
        get => Status;
        set => Status = value;
    }

    /// <summary>A cable is there; of a detachable one either end.</summary>
    public bool IsPlugged => Devices.Plug.Plug switch
    {
        PlugState.Connected => true,
        PlugState.CableOnly => Devices.HasSocket,

        // A sensor that is lost, or a pilot that is shorted, does not pull the plug.
        PlugState.Unknown => PluggedAt is not null,
        _ => false,
    };

    /// <inheritdoc cref="RegisterWatch.Latest"/>
    public MeterReading? Reading => Register.Latest;

    /// <summary>What the meter has counted and no transaction tells.</summary>
    public UnbilledEnergy UnbilledEnergy { get; }

    /// <summary>Free to be started: nothing runs, nothing is wrong.</summary>
    public bool CanStart => MayBegin && Transaction is null && Pending is null;

    /// <summary>What was authorised may begin now.</summary>
    internal bool MayBegin =>
        _context.TakesStarts && Operative && !IsRecovering &&
        !_context.Causes.Any(cause => cause.PreventsStart) && !Causes.Any(cause => cause.PreventsStart);

    /// <summary>A transaction that was cut short by the last power cut is being ended.</summary>
    internal bool IsRecovering { get; set; }

    /// <summary>The limit in force: what station, cable and charging profiles allow together.</summary>
    public EnergyLimit Limit => EnergyLimit.Of(Devices).Within(ProfileLimit, Devices.IsDirectCurrent);

    /// <summary>What the charging profiles and an operator allow now: A a phase at AC, W at DC; null where they do not bound.</summary>
    public decimal? ProfileLimit { get; internal set; }

    /// <summary>A bolt left half-way holds a plug whatever its feedback says: nobody switches off now.</summary>
    internal bool IsLockMoving => Devices.Lock?.State is CableLockState.Locking or CableLockState.Unlocking;

    /// <summary>A transaction has ended since the cable came in, or nobody showed a tag in time.</summary>
    internal bool SessionOver { get; set; }

    /// <summary>Whom the cable stays locked for after the transaction; null where it does not. Kept over a restart.</summary>
    public CableHold? LockedFor
    {
        get => _context.CableHolds.At(Id);
        internal set => _context.CableHolds.Set(Id, value);
    }

    /// <summary>Neither a transaction nor the beginning or the recovery of one.</summary>
    public bool IsIdle => Transaction is null && !IsRecovering && !Sequence.IsBeginning;

    internal string? Info { get; set; }

    internal EnergyPath EnergyPath { get; }

    internal TransactionSequence Sequence { get; }

    /// <summary>Which readings of the meter may be billed.</summary>
    internal RegisterWatch Register { get; }

    /// <summary>The running transaction is counted by a register that has begun anew, or by a meter that is not there any more.</summary>
    internal bool IsMeterChanged => Transaction is { } transaction && transaction.RegisterEra != Register.Era;

    internal Conditions Conditions { get; }

    /// <summary>Lets a transaction begin as soon as a vehicle is plugged, for at most ConnectionTimeOut.</summary>
    public void Authorise(PendingStart start)
    {
        Pending = start;
        Sequence.NoteAuthorised(start);
        _connectionTimeOut.Reset();
        Evaluate();
    }

    /// <summary>Takes the authorisation back. Without effect once the transaction has begun.</summary>
    public void Withdraw()
    {
        Pending = null;
        Evaluate();
    }

    /// <summary>Ends the transaction by the stop sequence. Without effect when there is none or it ends already.</summary>
    /// <param name="idToken">The token that was presented for it, if any.</param>
    public void Stop(StopReason reason, IdToken? idToken = null)
    {
        if (Transaction is { IsStopping: false } transaction)
        {
            transaction.StopReason = reason;
            transaction.StopIdToken = idToken;
            Evaluate();
            _context.Loop.Start(Sequence.EndAsync);
        }
    }

    /// <summary>The central system does not accept the tag of the running transaction.</summary>
    public void Deauthorise()
    {
        if (Transaction is { InvalidatedAtWh: null } transaction)
        {
            transaction.InvalidatedAtWh = transaction.MeterLastWh;
            Evaluate();
        }
    }

    /// <summary>Frees a cable that was kept locked after an invalid tag.</summary>
    public void ReleaseCable()
    {
        LockedFor = null;
        UnlockIfFree();
    }

    /// <inheritdoc cref="TransactionSequence.ReadAsync"/>
    public Task<Snapshot> ReadAsync() => Sequence.ReadAsync();

    /// <inheritdoc cref="TransactionSequence.Known"/>
    public Snapshot Known() => Sequence.Known();

    /// <summary>
    /// Opens the lock; a running transaction ends first, and nothing is unlocked while it is live (OCPP 1.6, 5.18).
    /// </summary>
    public Task<UnlockResult> UnlockAsync() => Sequence.UnlockAsync();

    /// <summary>Service has looked at a welded contactor. Only a feedback that says open clears the cause.</summary>
    /// <returns>False while the feedback says closed, and when it was not welded.</returns>
    public bool ClearWeld()
    {
        var cleared = Causes.Contains(Faults.Causes.ContactorWelded) && _causeWatch.ClearWeld();
        Evaluate();
        return cleared;
    }

    /// <summary>Settles once everything is connected: what physics shows now becomes the first status.</summary>
    internal void Begin()
    {
        UnlockIfFree();
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

    /// <summary>Unlocks the socket unless it is live, in use or held for somebody.</summary>
    internal void UnlockIfFree()
    {
        if (!_disposed && Devices.Lock is { State: not (CableLockState.Unlocked or CableLockState.Lost) } cableLock &&
            Transaction is null && LockedFor is null && !IsRecovering && !Sequence.IsBeginning && !EnergyPath.IsLive)
        {
            cableLock.Unlock();
        }
    }

    public void Dispose()
    {
        _disposed = true;
        EnergyPath.Cut();
        Devices.Changed -= Evaluate;
        _energy.Dispose();
        _context.Settings.Changed -= Evaluate;
        EnergyPath.Dispose();
        _observer.Dispose();
        _causeWatch.Dispose();
        Sequence.Dispose();
        _connectionTimeOut.Dispose();
    }

    private void EvaluateOnce()
    {
        _causeWatch.Update();
        NotePlug();
        NoteConnectionTimeOut();
        Sequence.Follow();
        DriveEnergy();
        EnergyPath.DriveUpstream(Causes.Contains(Faults.Causes.ContactorWelded) || Causes.Contains(Faults.Causes.RelayLost));

        // Nobody has to hear how the first status came about; later ones go along the standard's edges.
        ConnectorMachine.Shared.Follow(this, StatusTable.Decide(_observer.Inputs()), LastReport is null ? null : Report);
        Conditions.Check();
        FreeWhatWasLive();
        Report();
    }

    /// <summary>A plug that was kept because a contactor would not open is freed when it does.</summary>
    private void FreeWhatWasLive()
    {
        var wasLive = _wasLive;
        _wasLive = EnergyPath.IsLive;
        if (wasLive && !_wasLive)
        {
            UnlockIfFree();
        }
    }

    private void DriveEnergy()
    {
        var stopsNow = Causes.Any(cause => cause.Class == CauseClass.StopNow) || _context.Causes.Any(cause => cause.Class == CauseClass.StopNow);
        if (stopsNow)
        {
            EnergyPath.Cut();
        }
        else if (_observer.MaySupply)
        {
            EnergyPath.Supply(Limit.ToOffer(), _observer.MayClose);
            if (Transaction is { } transaction && EnergyPath.IsClosed)
            {
                transaction.WasEnergised = true;
            }
        }
        else
        {
            EnergyPath.Withhold();
        }
    }

    private void NotePlug()
    {
        var plug = Devices.Plug.Plug;
        if (plug == _lastPlug)
        {
            return;
        }

        var wasPlugged = PluggedAt is not null;
        _lastPlug = plug;
        if (IsPlugged && !wasPlugged)
        {
            PluggedAt = _context.Time.GetTimestamp();
            SessionOver = IsRecovering || LockedFor is not null;
            Info = null;
            Causes.Clear(Faults.Causes.EvCommunicationLost);
        }
        else if (!IsPlugged && plug != PlugState.Unknown)
        {
            PluggedAt = null;
            SessionOver = false;
            Info = null;
            LockedFor = null;
            EnergyPath.AllowOneAttempt();
            UnlockIfFree();
        }

        _connectionTimeOut.Reset();
        PlugChanged?.Invoke(plug);
    }

    /// <summary>OCPP 1.6 B1 and B6: who is authorised has to begin, who has plugged where a reader is shared has to show a tag.</summary>
    private void NoteConnectionTimeOut()
    {
        // A fault in the way counts as well: nobody expects energy when an emergency stop is released.
        var waitsToBegin = Pending is not null && !Sequence.IsBeginning;
        var waitsForTag = Pending is null && Transaction is null && IsPlugged && !SessionOver && _context.SharesReader(this);
        if (!_connectionTimeOut.Held(waitsToBegin || waitsForTag, _context.Settings.ConnectionTimeOut))
        {
            return;
        }

        _connectionTimeOut.Reset();
        if (waitsToBegin)
        {
            Pending = null;
        }
        else
        {
            SessionOver = true;
        }
    }

    private void Report()
    {
        if (LastReport is null && Devices.Plug.Plug == PlugState.Unknown && Causes.Gravest is null)
        {
            // Switched on just now: until somebody has looked at the plug, there is nothing to say.
            return;
        }

        var report = ConnectorReport.Of(this, _context);
        if (!report.SaysTheSameAs(LastReport))
        {
            LastReport = report;
            Reported?.Invoke(report);
        }
    }
}
