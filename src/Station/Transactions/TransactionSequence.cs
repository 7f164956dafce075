using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Metering;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Transactions;

/// <summary>
/// How a transaction begins, is sampled and ends at one connector: locked, meter read, journaled, energy; energy off, meter
/// read, journaled, unlocked. Nothing is told before it is durable.
/// </summary>
internal sealed class TransactionSequence : IDisposable
{
    private static readonly TimeSpan s_lockTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_unlockTimeout = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan s_openTimeout = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan s_zeroCurrentTimeout = TimeSpan.FromSeconds(2);

    private readonly StationContext _context;
    private readonly Connector _connector;
    private readonly PeriodicSampler _sampler;
    private StopReason? _endsAtOnce;
    private bool _wasPluggedWhenAuthorised;

    public TransactionSequence(StationContext context, Connector connector)
    {
        _context = context;
        _connector = connector;
        _sampler = new PeriodicSampler(context, SamplePeriodicAsync);
    }

    /// <summary>Between the authorisation and the journaled start.</summary>
    public bool IsBeginning { get; private set; }

    private ConnectorDevices Devices => _connector.Devices;

    private bool IsConnected => Devices.Plug.Plug == PlugState.Connected;

    /// <summary>Somebody may start here.</summary>
    public void NoteAuthorised(PendingStart start)
    {
        _wasPluggedWhenAuthorised = IsConnected;
        _context.Note(new TokenAuthorised
        {
            ConnectorId = _connector.Id,
            Trigger = start.IsRemote ? EventTrigger.RemoteStart : EventTrigger.Authorised,
            StampedAt = _context.Clock.UtcNow,
            ClockWasKnown = _context.Clock.IsSynchronised,
            IdToken = start.IdToken,
            GroupIdToken = start.GroupIdToken,
        });
    }

    /// <summary>Begins what may begin and ends what must end, by what the devices show now.</summary>
    public void Follow()
    {
        if (_connector.Transaction is { IsStopping: false } running)
        {
            EndIfNeeded(running);
        }
        else if (_connector is { Transaction: null, Pending: not null } && !IsBeginning && IsConnected && _connector.MayBegin)
        {
            IsBeginning = true;
            _context.Loop.Start(BeginAsync);
        }
    }

    /// <summary>The stop sequence. The transaction's reason is set already, so no energy is offered any more.</summary>
    public async Task EndAsync()
    {
        var transaction = _connector.Transaction!;
        _sampler.Stop();

        // Why it ends is known now; a power cut before it has ended must not turn it into another reason.
        _context.Progress.Note(transaction);
        await _connector.Conditions.UntilAsync(() => _connector.EnergyPath.IsOff, s_openTimeout);
        await WaitForZeroCurrentAsync();

        Close(transaction, await ReadAsync());
        _connector.LockedFor = _connector.IsPlugged ? CableHold.After(transaction, _context.Settings) : null;
        await _context.Events.EndedAsync(transaction);

        _connector.Transaction = null;
        _connector.SessionOver = _connector.IsPlugged;
        _connector.UnlockIfFree();
        _connector.Evaluate();
    }

    /// <summary>
    /// What can be sampled now. Its reading is null when the meter does not answer, when its register is not to be believed, and when
    /// the running transaction is not counted by it any more.
    /// </summary>
    public async Task<Snapshot> ReadAsync()
    {
        var reading = await _connector.Register.ReadAsync();
        return SnapshotOf(_connector.IsMeterChanged ? null : reading);
    }

    /// <summary>What was known last, without asking the meter: readings of its grace time at the oldest.</summary>
    public Snapshot Known() => SnapshotOf(_connector.Reading);

    /// <summary>Takes the values of one clock-aligned instant for a running transaction, stamped by the transaction's own time.</summary>
    public async Task SampleAlignedAsync(Transaction transaction, DateTimeOffset instant)
    {
        // Before the meter is read: the clock may be set meanwhile, and the instant is one of the clock as it is now.
        var instantAt = transaction.Time!.Of(instant);
        var snapshot = await ReadAsync();
        if (IsCurrent(transaction))
        {
            await LogSampleAsync(
                transaction, transaction.Stamp(instantAt), ReadingContext.SampleClock,
                snapshot.SelectOrRegister(_context.Settings.MeterValuesAlignedData), snapshot.Select(_context.Settings.StopTxnAlignedData));
        }
    }

    /// <summary>
    /// Ends what runs and what is about to begin. A start that is being written already begins and is ended at once: nobody may be left with
    /// a transaction after having been told that there is none.
    /// </summary>
    /// <returns>False when something still runs after <paramref name="timeout"/>.</returns>
    public async Task<bool> WithdrawOrStopAsync(StopReason reason, TimeSpan timeout)
    {
        _connector.Withdraw();
        _connector.Stop(reason);
        _endsAtOnce = reason;
        var ended = await _connector.Conditions.UntilAsync(() => _connector.Transaction is null && !IsBeginning, timeout);
        _endsAtOnce = null;
        return ended;
    }

    /// <inheritdoc cref="Connector.UnlockAsync"/>
    public async Task<UnlockResult> UnlockAsync()
    {
        if (Devices.Lock is not { } cableLock)
        {
            return UnlockResult.NotSupported;
        }

        await WithdrawOrStopAsync(StopReason.UnlockCommand, s_unlockTimeout);
        _connector.LockedFor = null;
        if (_connector.Transaction is null && !_connector.EnergyPath.IsLive)
        {
            cableLock.Unlock();
            await _connector.Conditions.UntilAsync(() => cableLock.State is CableLockState.Unlocked or CableLockState.FailedToUnlock, s_unlockTimeout);
        }

        return cableLock.State == CableLockState.Unlocked ? UnlockResult.Unlocked : UnlockResult.UnlockFailed;
    }

    public void Dispose() => _sampler.Dispose();

    private async Task BeginAsync()
    {
        try
        {
            if (await LockAsync() && _connector.Pending is { } start && IsConnected && _connector.MayBegin &&
                await _connector.Register.ReadAsync() is { } reading &&
                ReferenceEquals(_connector.Pending, start) && _connector.MayBegin)
            {
                await BeginAsync(start, reading);
            }
            else
            {
                _connector.Pending = null;
            }
        }
        catch (IOException refusal)
        {
            _context.Logger.LogError(refusal, "Connector {ConnectorId}: the store refused a start; nothing was begun", _connector.Id);
            _connector.Pending = null;
        }
        finally
        {
            IsBeginning = false;
            _connector.UnlockIfFree();
            _connector.Evaluate();
        }
    }

    private async Task BeginAsync(PendingStart start, MeterReading reading)
    {
        var startedAt = _context.Clock.At(reading.Timestamp);
        var transaction = new Transaction
        {
            Key = _context.Events.NextKey(),
            Id = _context.Events.NextTransactionId(),
            StartTrigger = TriggerOf(start),
            ConnectorId = _connector.Id,
            IdToken = start.IdToken,
            GroupIdToken = start.GroupIdToken,
            ReservationId = _context.Reservations.HeldFor(_connector.Id, start.IdToken, start.GroupIdToken)?.Id,
            ChargingProfile = start.ChargingProfile,
            StartedAt = startedAt,
            Time = new TransactionTime(_context.Clock),
            MeterStartWh = reading.EnergyImportWh,
            MeterSerialNumber = _connector.Register.SerialNumber,
            RegisterEra = _connector.Register.Era,
            MeterLastWh = reading.EnergyImportWh,
            AliveAt = startedAt,
            SampleAtBegin = BoundarySample(SnapshotOf(reading), startedAt, ReadingContext.TransactionBegin),
        };

        await _context.Events.StartedAsync(transaction);
        _connector.Pending = null;
        _connector.LockedFor = null;
        _connector.SessionOver = false;
        _connector.Info = null;
        _connector.Transaction = transaction;
        _context.Reservations.Use(transaction);
        _context.Progress.Start();
        _sampler.Start();
        if (_endsAtOnce is { } reason)
        {
            _connector.Stop(reason);
        }
    }

    /// <summary>What came last of the two that a transaction needs.</summary>
    private EventTrigger TriggerOf(PendingStart start) => !_wasPluggedWhenAuthorised ? EventTrigger.CablePluggedIn
        : start.IsRemote ? EventTrigger.RemoteStart
        : EventTrigger.Authorised;

    private async Task<bool> LockAsync()
    {
        if (Devices.Lock is not { } cableLock)
        {
            return true;
        }

        cableLock.Lock();
        await _connector.Conditions.UntilAsync(
            () => cableLock.State is CableLockState.Locked or CableLockState.FailedToLock or CableLockState.Lost, s_lockTimeout);
        return cableLock.State == CableLockState.Locked;
    }

    private void EndIfNeeded(Transaction running)
    {
        if (_context.Causes.Contains(Causes.EmergencyStop))
        {
            _connector.Stop(StopReason.EmergencyStop);
        }
        else if (_context.Causes.Contains(Causes.SupplyLost))
        {
            _connector.Stop(StopReason.PowerLoss);
        }
        else if (_connector.Causes.Any(cause => cause.Stops) || _context.Causes.Any(cause => cause.Stops) ||
                 _connector.Causes.Contains(Causes.EvCommunicationLost))
        {
            _connector.Stop(StopReason.Other);
        }
        else if (!IsConnected && Devices.Plug.Plug != PlugState.Unknown)
        {
            _connector.Info = "EV side disconnected";
            if (_context.Settings.StopTransactionOnEVSideDisconnect)
            {
                _connector.Stop(StopReason.EVDisconnected);
            }
        }
        else if (Devices.Controller.Vehicle.StopRequested && running.WasEnergised)
        {
            _connector.Stop(StopReason.Other);
        }
        else if (running.InvalidatedAtWh is { } since && _context.Settings.StopTransactionOnInvalidId &&
                 running.MeterLastWh - since >= (_context.Settings.MaxEnergyOnInvalidId ?? 0))
        {
            _connector.Stop(StopReason.DeAuthorized);
        }
        else if (IsConnected)
        {
            _connector.Info = null;
        }
    }

    /// <summary>A register read before the current is zero would leave energy untold.</summary>
    private async Task WaitForZeroCurrentAsync()
    {
        var began = _context.Time.GetTimestamp();
        while (_context.Time.GetElapsedTime(began) < s_zeroCurrentTimeout)
        {
            var reading = await Devices.Meter.ReadAsync();
            if (reading is not { CurrentA: >= 0.5 })
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), _context.Time);
        }
    }

    private void Close(Transaction transaction, Snapshot last)
    {
        var time = transaction.Time!;
        transaction.StoppedAt = transaction.Stamp(last.Reading is { } reading ? time.At(reading.Timestamp) : time.Now);
        transaction.MeterStopIsStale = last.Reading is null;
        transaction.MeterStopWh = Math.Max(transaction.MeterLastWh, last.Reading?.EnergyImportWh ?? 0);
        if (last.Reading is not null)
        {
            transaction.SampleAtEnd = BoundarySample(last, transaction.StoppedAt.Value, ReadingContext.TransactionEnd);
        }
        else
        {
            _context.Logger.LogWarning(
                "Connector {ConnectorId}: {Reason} when transaction {TransactionKey} ended; meterStop {MeterStopWh} Wh is the last reading that counts",
                _connector.Id, WhyStale(), transaction.Key, transaction.MeterStopWh);
        }
    }

    private string WhyStale() => _connector switch
    {
        { IsMeterChanged: true } => "another register answered",
        { Register.IsInDoubt: true } => "the register was in doubt",
        _ => "the meter did not answer",
    };

    /// <summary>Begin and end are reported with the end for every measurand that either list of it asks for; null without any.</summary>
    private MeterSample? BoundarySample(Snapshot snapshot, DateTimeOffset at, ReadingContext context)
    {
        var settings = _context.Settings;
        var values = snapshot.Select([.. settings.StopTxnSampledData.Union(settings.StopTxnAlignedData)]);
        return values.Count == 0 ? null : new MeterSample(at, context, values);
    }

    private async Task SamplePeriodicAsync()
    {
        // The end overtakes a sample that was on its way: what follows the end would be told to nobody.
        if (_connector.Transaction is not { IsStopping: false } transaction || await ReadAsync() is var snapshot && !IsCurrent(transaction))
        {
            return;
        }

        var time = transaction.Time!;
        await LogSampleAsync(
            transaction, transaction.Stamp(snapshot.Reading is { } reading ? time.At(reading.Timestamp) : time.Now), ReadingContext.SamplePeriodic,
            snapshot.SelectOrRegister(_context.Settings.MeterValuesSampledData), snapshot.Select(_context.Settings.StopTxnSampledData));
    }

    private Task LogSampleAsync(
        Transaction transaction, DateTimeOffset at, ReadingContext context, IReadOnlyList<MeasuredValue> reported, IReadOnlyList<MeasuredValue> kept) =>
        reported.Count == 0 ? Task.CompletedTask : _context.Events.SampledAsync(transaction, at, context, reported, kept);

    private bool IsCurrent(Transaction transaction) =>
        ReferenceEquals(_connector.Transaction, transaction) && transaction.MeterStopWh is null;

    private Snapshot SnapshotOf(MeterReading? reading) => Snapshot.Of(
        Devices, reading, _context.Settings.ConnectorPhaseRotation.GetValueOrDefault(_connector.Id, PhaseRotation.RST));
}
