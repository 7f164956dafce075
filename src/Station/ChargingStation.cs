using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Reservations;
using ChargerFirmware.Station.SmartCharging;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Station;

/// <summary>
/// A charging station: its connectors, its readers, and what is true for all of it. It knows no protocol and no database.
/// Constructed and used on its loop only.
/// </summary>
public sealed class ChargingStation : IStatusHolder, IDisposable
{
    private readonly StationContext _context;
    private readonly StationDevices _devices;
    private readonly StationCauses _causes;
    private readonly TagDesk _tagDesk;
    private readonly ClockAlignedSampler _aligned;
    private readonly WatchedStore _store;
    private FaultEvents? _faultEvents;
    private ConnectorReport? _lastReport;

    public ChargingStation(StationParts parts, StationDevices devices)
    {
        _devices = devices;
        _store = parts.Store;
        var keeper = new ClockKeeper(parts.Clock, parts.Store);
        _context = new StationContext(
            parts.Loop, parts.Clock, parts.Settings, parts.Events, new Availability(parts.Store, parts.Logger),
            new CableHolds(parts.Store, parts.Logger), new LatchedCauses(parts.Store, parts.Logger), new OpenGaps(parts.Store), keeper,
            new ReservationBook(parts.Store, parts.Clock, keeper, parts.Logger), parts.Logger);
        CauseLog.Follow(_context.Causes, 0, static () => null, parts.Logger);
        foreach (var connectorDevices in devices.Connectors)
        {
            var connector = new Connector(_context, connectorDevices);
            CauseLog.Follow(connector.Causes, connector.Id, () => connector.Transaction?.Key, parts.Logger);
            _context.Connectors.Add(connector);
        }

        Authorizer = new Authorizer(
            parts.Settings, parts.Authority, new LocalList(parts.Store, parts.Settings, parts.Clock, parts.Logger),
            new AuthorizationCache(parts.Store, parts.Clock, parts.Logger));
        Reservations = new ReservationDesk(_context, Evaluate);
        Operator = new OperatorDesk(parts.Store, parts.Logger);
        Profiles = new ProfileDesk(_context, parts.Store, Operator);
        _tagDesk = new TagDesk(_context, Authorizer, Reservations);
        _aligned = new ClockAlignedSampler(_context, SampleAlignedAsync);
        Firmware = new FirmwareUpdate(this, parts);
        Diagnostics = new DiagnosticsUpload(parts);
        _causes = new StationCauses(parts.Loop.Time, devices, parts.Store, Authorizer, Evaluate);
    }

    /// <summary>A connector, or the station as connector 0, has something new to tell. Raised on the loop.</summary>
    public event Action<ConnectorReport>? Reported;

    /// <summary>A tag was presented and refused. Raised on the loop.</summary>
    public event Action<IdToken, TagInfo>? TagRefused
    {
        add => _tagDesk.Refused += value;
        remove => _tagDesk.Refused -= value;
    }

    /// <summary>What happens at the station, as it is written down.</summary>
    public EventLog Events => _context.Events;

    public StationClock Clock => _context.Clock;

    public StationSettings Settings => _context.Settings;

    public IReadOnlyList<Connector> Connectors => _context.Connectors;

    /// <summary>Causes of scope station.</summary>
    public CauseSet Causes => _context.Causes;

    public Authorizer Authorizer { get; }

    public ReservationDesk Reservations { get; }

    /// <summary>Charging profiles and what follows from them.</summary>
    public ProfileDesk Profiles { get; }

    /// <summary>Limits and pauses that somebody at the site sets, beside the central system.</summary>
    public OperatorDesk Operator { get; }

    public FirmwareUpdate Firmware { get; }

    public DiagnosticsUpload Diagnostics { get; }

    /// <summary>The latest report of connector 0.</summary>
    public ConnectorReport? LastReport => _lastReport;

    /// <summary>False while the whole station is made inoperative.</summary>
    public bool Operative => _context.Availability.IsOperative(Availability.Station);

    /// <summary>A clock-aligned sample of a connector without a transaction. Raised on the loop.</summary>
    public event Action<Connector, MeterSample>? AlignedSampled;

    ConnectorStatus IStatusHolder.Status { get; set; } = ConnectorStatus.Available;

    /// <summary>The connector with this number, or null.</summary>
    public Connector? Find(int connectorId) =>
        connectorId >= 1 && connectorId <= Connectors.Count ? Connectors[connectorId - 1] : null;

    /// <summary>Begins to look after the hardware: what physics shows now becomes the first status.</summary>
    public void Begin()
    {
        _devices.EnableLine?.Start();
        _context.Events.Begin();
        _faultEvents = new FaultEvents(this, _context, _store);
        foreach (var interrupted in _context.Events.Interrupted)
        {
            TransactionRecovery.Begin(_context, interrupted);
        }

        Firmware.Begin();
        foreach (var connector in Connectors)
        {
            connector.Reported += report => Reported?.Invoke(report);
            ConnectorEvents.Follow(_context, connector);
            connector.Reported += _ => Reservations.Follow();
            connector.Begin();
        }

        Profiles.Begin();
        Evaluate();
    }

    /// <summary>Whether a remote start could be tried now.</summary>
    public bool CanRemoteStart(int? connectorId, IdToken idToken) => _tagDesk.ChooseForRemoteStart(connectorId, idToken) is not null;

    /// <summary>A start that the central system asks for.</summary>
    /// <param name="connectorId">Null: the station chooses, a plugged one first.</param>
    /// <param name="profile">The TxProfile of the transaction to come; it is dropped with a start that comes to nothing.</param>
    /// <returns>False when it cannot be tried.</returns>
    public bool RemoteStart(int? connectorId, IdToken idToken, ChargingProfile? profile = null) =>
        _tagDesk.RemoteStart(connectorId, idToken, profile);

    /// <summary>What a change of availability would come to now.</summary>
    /// <param name="connectorId">Null for the station and all its connectors.</param>
    public AvailabilityChange JudgeAvailability(int? connectorId, bool operative)
    {
        if (connectorId is { } number && Find(number) is null)
        {
            return AvailabilityChange.Rejected;
        }

        var busy = Affected(connectorId).Any(connector => connector.Transaction is not null);
        return busy && !operative ? AvailabilityChange.Scheduled : AvailabilityChange.Accepted;
    }

    /// <summary>
    /// Makes a connector, or with null the station and all of them, operative or inoperative. Transactions go on to their end. Ends when it would survive
    /// a power cut; it shows with <see cref="ShowAvailability"/>.
    /// </summary>
    public Task SetAvailabilityAsync(int? connectorId, bool operative)
    {
        var affected = Affected(connectorId).Select(connector => connector.Id);
        return _context.Availability.SetAsync(affected.Concat(connectorId is null ? [Availability.Station] : []), operative);
    }

    /// <summary>Brings the statuses in line with <see cref="SetAvailabilityAsync"/>; who waits for an inoperative connector waits no longer.</summary>
    public void ShowAvailability()
    {
        foreach (var connector in Connectors.Where(connector => !connector.Operative))
        {
            connector.Withdraw();
        }

        Evaluate();
    }

    /// <summary>A person has looked after the emergency stop and it is released. While it is pressed, this does nothing.</summary>
    public void Acknowledge()
    {
        _causes.Acknowledge();
        Evaluate();
    }

    /// <summary>A turn of our own has failed, and nobody knows what it left half done: every connector stops until a restart.</summary>
    public void OnLogicFault()
    {
        foreach (var connector in Connectors)
        {
            connector.Causes.Raise(Faults.Causes.LogicFailing);
        }

        Evaluate();
    }

    /// <summary>Shows idle connectors as Unavailable, and those that charge after it, until it is called with false.</summary>
    internal void HoldStarts(bool hold)
    {
        if (_context.HoldsStarts != hold)
        {
            _context.HoldsStarts = hold;
            foreach (var connector in hold ? Connectors : [])
            {
                connector.Withdraw();
            }

            Evaluate();
        }
    }

    /// <summary>Ends when no connector has a transaction, nor begins one.</summary>
    internal async Task UntilIdleAsync()
    {
        while (Connectors.FirstOrDefault(connector => !connector.IsIdle) is { } busy)
        {
            await busy.Conditions.UntilAsync(() => busy.IsIdle, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Takes starts again after <see cref="StopAllAsync"/>, because the station stays up after all.</summary>
    public void ResumeStarts() => _context.TakesStarts = true;

    /// <summary>Ends every transaction and waits for it, and for the locks that move with it. None begins from then on.</summary>
    /// <returns>False when one has not ended within <paramref name="timeout"/>; its contactor is open all the same.</returns>
    public async Task<bool> StopAllAsync(StopReason reason, TimeSpan timeout)
    {
        var began = _context.Time.GetTimestamp();
        _context.TakesStarts = false;
        var all = true;
        foreach (var stops in Connectors.Select(connector => connector.Sequence.WithdrawOrStopAsync(reason, timeout)).ToList())
        {
            all &= await stops;
        }

        foreach (var connector in Connectors)
        {
            var left = timeout - _context.Time.GetElapsedTime(began);
            all &= await connector.Conditions.UntilAsync(() => !connector.IsLockMoving, left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }

        return all;
    }

    /// <summary>Opens every contactor and lets go of the devices. The enable line falls with it.</summary>
    public void Dispose()
    {
        foreach (var connector in Connectors)
        {
            connector.Dispose();
        }

        Profiles.Dispose();
        Firmware.Dispose();
        Diagnostics.Dispose();
        _tagDesk.Dispose();
        Reservations.Dispose();
        _faultEvents?.Dispose();
        _context.Progress.Dispose();
        _aligned.Dispose();
        _context.ClockKeeper.Dispose();
        _devices.EnableLine?.Stop();
        _causes.Dispose();
    }

    private IEnumerable<Connector> Affected(int? connectorId) =>
        Connectors.Where(connector => connectorId is null || connector.Id == connectorId);

    private async Task SampleAlignedAsync(Connector connector, DateTimeOffset instant, bool isRepeated)
    {
        if (connector.Transaction is { } transaction)
        {
            await connector.Sequence.SampleAlignedAsync(transaction, instant);
        }
        else if (!isRepeated && (await connector.ReadAsync()).SelectOrRegister(Settings.MeterValuesAlignedData) is { Count: > 0 } values)
        {
            AlignedSampled?.Invoke(connector, new MeterSample(instant, ReadingContext.SampleClock, values));
        }
    }

    /// <summary>Looks at everything again.</summary>
    public void Evaluate()
    {
        _causes.Update(Causes);

        // Contactors first: what stops now must not wait for a report.
        foreach (var connector in Connectors)
        {
            connector.Evaluate();
        }

        ConnectorMachine.Shared.Follow(this, StatusTable.Decide(new StatusInputs
        {
            StopCause = Causes.Any(cause => cause.Stops),
            Operative = Operative,
        }));
        Report();
    }

    private void Report()
    {
        var cause = Causes.Gravest;
        var report = new ConnectorReport(
            0, ((IStatusHolder)this).Status, cause?.ErrorCode ?? ErrorCode.NoError, null, cause?.VendorErrorCode, _context.Time.GetTimestamp());
        if (!report.SaysTheSameAs(_lastReport))
        {
            _lastReport = report;
            Reported?.Invoke(report);
        }
    }
}
