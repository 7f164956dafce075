using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Devices;
using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Outlets;
using ChargerFirmware.Station.Transactions;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Sessions;

/// <summary>
/// How a transaction begins, is sampled and ends at one connector: locked, meter read, journaled, energy; energy off, meter
/// read, journaled, unlocked. Nothing is reported before it is durable.
/// </summary>
internal sealed class TransactionSequence : IDisposable
{
    private static readonly TimeSpan s_lockTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_openTimeout = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan s_zeroCurrentTimeout = TimeSpan.FromSeconds(2);

    private readonly StationContext _context;
    private readonly ConnectorParts _parts;
    private readonly ConnectorSession _session;
    private readonly Action _recheck;
    private readonly PeriodicSampler _sampler;
    private StopReason? _endsAtOnce;
    private Transaction? _counted;
    private bool _wasPluggedWhenAuthorized;

    /// <param name="recheck">Called on the loop when the session has taken a step.</param>
    public TransactionSequence(StationContext context, ConnectorParts parts, Action recheck)
    {
        _context = context;
        _parts = parts;
        _session = parts.Session;
        _recheck = recheck;
        _sampler = new PeriodicSampler(context.Loop, context.Settings, SamplePeriodicAsync);
        context.Progress.Add(_session);
    }

    /// <summary>What was authorized may begin now.</summary>
    public bool MayBegin =>
        _context.Availability.TakesStarts && _context.Availability.MayServe(_parts.Id) && !_session.IsRecovering &&
        !_context.Faults.Any(fault => fault.PreventsStart) && !_parts.Faults.Any(fault => fault.PreventsStart);

    private ConnectorDevices Devices => _parts.Devices;

    private bool IsConnected => _parts.Plug.IsConnected;

    /// <summary>Somebody may start here.</summary>
    public void Authorize(PendingStart start)
    {
        _session.Authorize(start);
        _wasPluggedWhenAuthorized = IsConnected;
        _context.Note(new TokenAuthorized
        {
            ConnectorId = _parts.Id,
            Trigger = start.IsRemote ? EventTrigger.RemoteStart : EventTrigger.Authorized,
            StampedAt = _context.Clock.UtcNow,
            ClockWasKnown = _context.Clock.IsSynchronised,
            IdToken = start.IdToken,
            GroupIdToken = start.GroupIdToken,
        });
    }

    /// <summary>Ends the transaction by the stop sequence. Without effect when there is none or it ends already.</summary>
    /// <param name="idToken">The token that was presented for it, if any.</param>
    public void Stop(StopReason reason, IdToken? idToken = null)
    {
        if (_session.TryStop(reason, idToken))
        {
            _recheck();
            _context.Loop.Start(EndAsync);
        }
    }

    /// <summary>Begins what may begin and ends what must end, by what the devices show now.</summary>
    public void Follow()
    {
        if (_session.Transaction is { IsStopping: false } running)
        {
            NoteFirstEnergy(running);
            EndIfNeeded(running);
        }
        else if (_session is { Transaction: null, Pending: not null, IsPreparing: false } && IsConnected && MayBegin)
        {
            _session.BeginPreparing();
            _context.Loop.Start(BeginAsync);
        }
    }

    /// <summary>The stop sequence. The transaction's reason is set already, so no energy is offered any more.</summary>
    public async Task EndAsync()
    {
        var transaction = _session.Transaction!;
        _sampler.Stop();

        // Why it ends is known now; a power cut before it has ended must not turn it into another reason.
        _context.Progress.Note(transaction);
        await _parts.Conditions.UntilAsync(() => _parts.EnergyPath.IsOff, s_openTimeout);
        await WaitForZeroCurrentAsync();

        Close(transaction, await ReadAsync());
        _session.HoldCable(transaction, _parts.Plug.IsPlugged, _context.Settings);
        await _context.Events.EndedAsync(transaction);

        _session.End(_parts.Plug.IsPlugged);
        _parts.Lock.UnlockIfFree();
        _recheck();
    }

    /// <summary>
    /// What can be sampled now. Its reading is null when the meter does not answer, when its register is not to be believed, and when
    /// the running transaction is not counted by it any more.
    /// </summary>
    public async Task<Snapshot> ReadAsync()
    {
        var reading = await _parts.Register.ReadAsync();
        return SnapshotOf(_parts.Energy.IsMeterChanged ? null : reading);
    }

    /// <summary>What was known last, without asking the meter: readings of its grace time at the oldest.</summary>
    public Snapshot Known() => SnapshotOf(_parts.Register.Latest);

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
    /// Ends what runs and what is about to begin. A start that is being written already begins and is ended at once: no caller may be left with
    /// a transaction after the answer that there is none.
    /// </summary>
    /// <returns>False when something still runs after <paramref name="timeout"/>.</returns>
    public async Task<bool> WithdrawOrStopAsync(StopReason reason, TimeSpan timeout)
    {
        _session.Withdraw();
        _recheck();
        Stop(reason);
        _endsAtOnce = reason;
        var ended = await _parts.Conditions.UntilAsync(() => _session is { Transaction: null, IsPreparing: false }, timeout);
        _endsAtOnce = null;
        return ended;
    }

    public void Dispose() => _sampler.Dispose();

    private async Task BeginAsync()
    {
        try
        {
            if (await LockAsync() && _session.Pending is { } start && IsConnected && MayBegin &&
                await _parts.Register.ReadAsync() is { } reading &&
                ReferenceEquals(_session.Pending, start) && MayBegin)
            {
                await BeginAsync(start, reading);
            }
            else
            {
                _session.Withdraw();
            }
        }
        catch (IOException refusal)
        {
            _context.Logger.LogError(
                "Connector {ConnectorId}: the store refused a start; nothing was begun: {Problem}", _parts.Id, refusal.Message);
            _session.Withdraw();
        }
        finally
        {
            _session.EndPreparing();
            _parts.Lock.UnlockIfFree();
            _recheck();
        }
    }

    private async Task BeginAsync(PendingStart start, MeterReading reading)
    {
        var startedAt = _context.Clock.At(reading.Timestamp);
        var transaction = new Transaction
        {
            Key = _context.Events.NextKey(),
            Id = _context.Events.NextTransactionId(),
            ConnectorId = _parts.Id,
            IdToken = start.IdToken,
            GroupIdToken = start.GroupIdToken,
            ReservationId = _context.Reservations.HeldFor(_parts.Id, start.IdToken, start.GroupIdToken)?.Id,
            ChargingProfile = start.ChargingProfile,
            StartedAt = startedAt,
            Time = new TransactionTime(_context.Clock),
            MeterStartWh = reading.EnergyImportWh,
            MeterSerialNumber = _parts.Register.SerialNumber,
            RegisterEra = _parts.Register.Era,
            MeterLastWh = reading.EnergyImportWh,
            AliveAt = startedAt,
            SampleAtBegin = BoundarySample(SnapshotOf(reading), startedAt, ReadingContext.TransactionBegin),
        };

        await _context.Events.StartedAsync(transaction, TriggerOf(start));
        _session.Begin(transaction);
        _context.Reservations.Use(transaction);
        _context.Progress.Start();
        _sampler.Start();
        if (_endsAtOnce is { } reason)
        {
            Stop(reason);
        }
    }

    /// <summary>What came last of the two that a transaction needs.</summary>
    private EventTrigger TriggerOf(PendingStart start) => !_wasPluggedWhenAuthorized ? EventTrigger.CablePluggedIn
        : start.IsRemote ? EventTrigger.RemoteStart
        : EventTrigger.Authorized;

    private async Task<bool> LockAsync()
    {
        if (Devices.Lock is not { } cableLock)
        {
            return true;
        }

        cableLock.Lock();
        await _parts.Conditions.UntilAsync(
            () => cableLock.State is CableLockState.Locked or CableLockState.FailedToLock or CableLockState.Lost, s_lockTimeout);
        return cableLock.State == CableLockState.Locked;
    }

    /// <summary>One that is cut short in its first seconds must not have taken its energy in no time at all.</summary>
    private void NoteFirstEnergy(Transaction running)
    {
        if (running.MeterLastWh > running.MeterStartWh && !ReferenceEquals(_counted, running))
        {
            _counted = running;
            _context.Progress.Note(running);
        }
    }

    private void EndIfNeeded(Transaction running)
    {
        if (_context.Faults.Contains(KnownFaults.EmergencyStop))
        {
            Stop(StopReason.EmergencyStop);
        }
        else if (_context.Faults.Contains(KnownFaults.SupplyLost))
        {
            Stop(StopReason.PowerLoss);
        }
        else if (_parts.Faults.Any(fault => fault.Stops) || _context.Faults.Any(fault => fault.Stops) ||
                 _parts.Faults.Contains(KnownFaults.EvCommunicationLost))
        {
            Stop(StopReason.Other);
        }
        else if (!IsConnected && Devices.Plug.Plug != PlugState.Unknown)
        {
            _session.NoteUnplugged(true);
            if (_context.Settings.StopTransactionOnEVSideDisconnect)
            {
                Stop(StopReason.EVDisconnected);
            }
        }
        else if (Devices.Controller.Vehicle.StopRequested && running.WasEnergised)
        {
            Stop(StopReason.Other);
        }
        else if (running.InvalidatedAtWh is { } since && _context.Settings.StopTransactionOnInvalidId &&
                 running.MeterLastWh - since >= (_context.Settings.MaxEnergyOnInvalidId ?? 0))
        {
            Stop(StopReason.DeAuthorized);
        }
        else if (IsConnected)
        {
            _session.NoteUnplugged(false);
        }
    }

    /// <summary>A register read before the current is zero would miss energy.</summary>
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
        var stoppedAt = transaction.Stamp(last.Reading is { } reading ? time.At(reading.Timestamp) : time.Now);
        var meterStopWh = Math.Max(transaction.MeterLastWh, last.Reading?.EnergyImportWh ?? 0);
        if (last.Reading is not null)
        {
            _session.Close(stoppedAt, meterStopWh, isStale: false, BoundarySample(last, stoppedAt, ReadingContext.TransactionEnd));
        }
        else
        {
            _session.Close(stoppedAt, meterStopWh, isStale: true, sample: null);
            _context.Logger.LogWarning(
                "Connector {ConnectorId}: {Reason} when transaction {TransactionKey} ended; meterStop {MeterStopWh} Wh is the last reading that counts",
                _parts.Id, WhyStale(), transaction.Key, meterStopWh);
        }
    }

    private string WhyStale() => _parts switch
    {
        { Energy.IsMeterChanged: true } => "another register answered",
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
        // The end overtakes a sample that was on its way: what follows the end would never be sent.
        if (_session.Transaction is not { IsStopping: false } transaction || await ReadAsync() is var snapshot && !IsCurrent(transaction))
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
        ReferenceEquals(_session.Transaction, transaction) && transaction.MeterStopWh is null;

    private Snapshot SnapshotOf(MeterReading? reading) => Snapshot.Of(
        Devices, reading, _context.Settings.ConnectorPhaseRotation.GetValueOrDefault(_parts.Id, PhaseRotation.RST));
}
