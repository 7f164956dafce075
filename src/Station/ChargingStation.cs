using ChargerFirmware.Station.Access;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Devices;
using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Outlets;
using ChargerFirmware.Station.Profiles;
using ChargerFirmware.Station.Reservations;
using ChargerFirmware.Station.Sessions;
using ChargerFirmware.Station.Settings;
using ChargerFirmware.Station.SmartCharging;
using ChargerFirmware.Station.Statuses;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Timing;
using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Station;

/// <summary>
/// A charging station: its connectors, its readers, and what is true for all of it. It knows no protocol and no database.
/// Constructed and used on its loop only.
/// </summary>
public sealed class ChargingStation : IStatusHolder, IDisposable
{
    private readonly StationContext _context;
    private readonly List<Connector> _connectors = [];
    private readonly ClockKeeper _clockKeeper;
    private readonly StationDevices _devices;
    private readonly StationFaults _faults;
    private readonly ServiceControl _service;
    private readonly TokenHandler _tokenHandler;
    private readonly ClockAlignedSampler _aligned;
    private readonly WatchedStore _store;
    private FaultEvents? _faultEvents;
    private ConnectorReport? _lastReport;

    public ChargingStation(StationParts parts, StationDevices devices)
    {
        _devices = devices;
        _store = parts.Store;
        _clockKeeper = new ClockKeeper(parts.Clock, parts.Store);
        _context = new StationContext(
            parts.Loop, parts.Clock, parts.Settings, parts.Events, new FaultSet(0), new Availability(parts.Store, parts.Logger),
            new CableHolds(parts.Store, parts.Logger), new LatchedFaults(parts.Store, parts.Logger), new OpenGaps(parts.Store),
            new ReservationBook(parts.Store, parts.Clock, _clockKeeper, parts.Logger),
            new TransactionProgress(parts.Loop, parts.Events, _clockKeeper), parts.Logger);
        var log = FaultLog.To(parts.Logger, connectorId => Find(connectorId)?.Transaction?.Key);
        _context.Faults.Changed += log;
        foreach (var connectorDevices in devices.Connectors)
        {
            var connector = new Connector(_context, connectorDevices, devices.SharesReader(connectorDevices));
            connector.Faults.Changed += log;
            _connectors.Add(connector);
        }

        Authorizer = new Authorizer(
            parts.Settings, parts.Authority, new LocalList(parts.Store, parts.Settings, parts.Clock, parts.Logger),
            new AuthorizationCache(parts.Store, parts.Clock, parts.Logger));
        _service = new ServiceControl(Connectors, _context.Availability, parts.Loop.Time, Evaluate);
        Reservations = new ReservationService(_context.Reservations, Connectors, parts.Settings, parts.Clock, Evaluate);
        Operator = new OperatorLimits(parts.Store, parts.Logger);
        Profiles = new ProfileService(parts.Loop, parts.Clock, Connectors, parts.Store, Operator, parts.Logger);
        _tokenHandler = new TokenHandler(parts.Loop, parts.Settings, Connectors, Authorizer, Reservations, parts.Logger);
        _aligned = new ClockAlignedSampler(parts.Loop, parts.Clock, parts.Settings, Connectors);
        Firmware = new FirmwareUpdate(parts.Loop, parts.Clock, parts.Store, _service, parts.Transfer, parts.Installer, parts.Logger);
        Diagnostics = new DiagnosticsUpload(parts.Loop, parts.Clock, parts.Store, parts.Transfer, parts.Name, parts.Logger);
        _faults = new StationFaults(parts.Loop.Time, devices, parts.Store, Authorizer, Evaluate);
    }

    /// <summary>A connector, or the station as connector 0, has something new to report. Raised on the loop.</summary>
    public event Action<ConnectorReport>? Reported;

    /// <summary>What happens at the station, as it is written down.</summary>
    public EventLog Events => _context.Events;

    public StationClock Clock => _context.Clock;

    public StationSettings Settings => _context.Settings;

    public IReadOnlyList<Connector> Connectors => _connectors;

    /// <summary>Faults of scope station.</summary>
    public FaultSet Faults => _context.Faults;

    public Authorizer Authorizer { get; }

    public ReservationService Reservations { get; }

    /// <summary>Charging profiles and what follows from them.</summary>
    public ProfileService Profiles { get; }

    /// <summary>Limits and pauses that are set on site, beside the central system.</summary>
    public OperatorLimits Operator { get; }

    public FirmwareUpdate Firmware { get; }

    public DiagnosticsUpload Diagnostics { get; }

    /// <summary>The latest report of connector 0.</summary>
    public ConnectorReport? LastReport => _lastReport;

    /// <summary>False while the whole station is made inoperative.</summary>
    public bool Operative => _context.Availability.IsOperative(Availability.Station);

    /// <summary>A clock-aligned sample of a connector without a transaction. Raised on the loop.</summary>
    public event Action<Connector, MeterSample>? AlignedSampled
    {
        add => _aligned.Sampled += value;
        remove => _aligned.Sampled -= value;
    }

    ConnectorStatus IStatusHolder.Status { get; set; } = ConnectorStatus.Available;

    /// <summary>The connector with this number, or null.</summary>
    public Connector? Find(int connectorId) =>
        connectorId >= 1 && connectorId <= Connectors.Count ? Connectors[connectorId - 1] : null;

    /// <summary>Begins to watch the hardware: what it shows now becomes the first status.</summary>
    public void Begin()
    {
        _devices.EnableLine?.Start();
        _context.Events.Begin();
        _faultEvents = new FaultEvents(_context, Connectors, _store);
        foreach (var interrupted in _context.Events.Interrupted)
        {
            _context.Reservations.Use(interrupted);
            if (Find(interrupted.ConnectorId) is { } connector)
            {
                connector.Recover(interrupted);
            }
            else
            {
                TransactionRecovery.EndWithoutConnector(_context, interrupted);
            }
        }

        Firmware.Begin();
        _ = new ConnectorEvents(_context, Connectors);
        Action<ConnectorReport> onReported = OnReported;
        foreach (var connector in Connectors)
        {
            connector.Reported += onReported;
            connector.Begin();
        }

        Profiles.Begin();
        Evaluate();
    }

    /// <summary>Whether a remote start could be tried now.</summary>
    public bool CanRemoteStart(int? connectorId, IdToken idToken) => _tokenHandler.ChooseForRemoteStart(connectorId, idToken) is not null;

    /// <summary>A start that the central system asks for.</summary>
    /// <param name="connectorId">Null: the station chooses, a plugged one first.</param>
    /// <param name="profile">The TxProfile of the transaction to come; it is dropped with a start that comes to nothing.</param>
    /// <returns>False when it cannot be tried.</returns>
    public bool RemoteStart(int? connectorId, IdToken idToken, ChargingProfile? profile = null) =>
        _tokenHandler.RemoteStart(connectorId, idToken, profile);

    /// <inheritdoc cref="ServiceControl.JudgeAvailability"/>
    public AvailabilityChange JudgeAvailability(int? connectorId, bool operative) => _service.JudgeAvailability(connectorId, operative);

    /// <inheritdoc cref="ServiceControl.SetAvailabilityAsync"/>
    public Task SetAvailabilityAsync(int? connectorId, bool operative) => _service.SetAvailabilityAsync(connectorId, operative);

    /// <inheritdoc cref="ServiceControl.ShowAvailability"/>
    public void ShowAvailability() => _service.ShowAvailability();

    /// <summary>A person has looked after the emergency stop and it is released. While it is pressed, this does nothing.</summary>
    public void Acknowledge()
    {
        _faults.Acknowledge();
        Evaluate();
    }

    /// <inheritdoc cref="ServiceControl.FailLogic"/>
    public void OnLogicFault() => _service.FailLogic();

    /// <inheritdoc cref="ServiceControl.ResumeStarts"/>
    public void ResumeStarts() => _service.ResumeStarts();

    /// <inheritdoc cref="ServiceControl.StopAllAsync"/>
    public Task<bool> StopAllAsync(StopReason reason, TimeSpan timeout) => _service.StopAllAsync(reason, timeout);

    /// <summary>Opens every contactor and releases the devices. The enable line falls with it.</summary>
    public void Dispose()
    {
        foreach (var connector in Connectors)
        {
            connector.Dispose();
        }

        Profiles.Dispose();
        Firmware.Dispose();
        Diagnostics.Dispose();
        _tokenHandler.Dispose();
        Reservations.Dispose();
        _faultEvents?.Dispose();
        _context.Progress.Dispose();
        _aligned.Dispose();
        _clockKeeper.Dispose();
        _devices.EnableLine?.Stop();
        _faults.Dispose();
    }

    /// <summary>Looks at everything again.</summary>
    public void Evaluate()
    {
        _faults.Update(Faults);

        // Contactors first: what stops now must not wait for a report.
        foreach (var connector in Connectors)
        {
            connector.Evaluate();
        }

        ConnectorMachine.Shared.Follow(this, StatusTable.Decide(new StatusInputs
        {
            StopFault = Faults.Any(fault => fault.Stops),
            Operative = Operative,
        }));
        Report();
    }

    private void OnReported(ConnectorReport report)
    {
        Reported?.Invoke(report);
        Reservations.Follow();
    }

    private void Report()
    {
        var fault = Faults.Gravest;
        var report = new ConnectorReport(
            0, ((IStatusHolder)this).Status, fault?.ErrorCode ?? ErrorCode.NoError, null, fault?.VendorErrorCode, _context.Time.GetTimestamp());
        if (!report.SaysTheSameAs(_lastReport))
        {
            _lastReport = report;
            Reported?.Invoke(report);
        }
    }
}
