using static ChargerFirmware.Telemetry.Metrics.InstrumentKind;

namespace ChargerFirmware.Telemetry.Metrics;

/// <summary>
/// All instruments of a station: the exporters, the table in the README, the dashboard, the alerts and the tests are held to this list.
/// </summary>
/// <remarks>
/// Energy is in joules, which is Prometheus's base unit and makes its rate a power in watts; 3.6 MJ are a kWh. What counts per connector
/// carries its number as a label, 0 for the station; no label ever carries a tag or a transaction.
/// </remarks>
public static class Instruments
{
    private static readonly double[] s_instants = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
    private static readonly double[] s_commits = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private static readonly double[] s_answers = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
    private static readonly double[] s_exchanges = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
    private static readonly double[] s_sessions = [60, 300, 900, 1800, 3600, 7200, 14400, 28800, 57600, 86400];
    private static readonly double[] s_charges = [3.6e5, 3.6e6, 7.2e6, 1.8e7, 3.6e7, 7.2e7, 1.08e8, 1.8e8, 2.7e8, 3.6e8];

    public static InstrumentDefinition BuildInfo { get; } = new(
        "charger.build.info", "", Gauge, "What runs here: always 1, told by its labels.", "vendor", "model", "version", "runtime");

    public static InstrumentDefinition StartTime { get; } = new(
        "charger.start_time", "s", Gauge, "When the station was switched on, in seconds since 1970.");

    public static InstrumentDefinition ClockSynchronized { get; } = new(
        "charger.clock.synchronized", "", Gauge, "1 once the central system has told the time.");

    public static InstrumentDefinition ConnectorStatus { get; } = new(
        "charger.connector.status", "", Gauge, "1 for the OCPP status that holds, 0 for all others; connector 0 is the station.", "connector", "status");

    public static InstrumentDefinition ConnectorOperative { get; } = new(
        "charger.connector.operative", "", Gauge, "0 while made inoperative by ChangeAvailability, or held for a firmware update.", "connector");

    public static InstrumentDefinition ConnectorPlugged { get; } = new(
        "charger.connector.plugged", "", Gauge, "1 while a cable or a vehicle is there.", "connector");

    public static InstrumentDefinition ContactorClosed { get; } = new(
        "charger.connector.contactor_closed", "", Gauge, "1 while the contactor's feedback says closed.", "connector");

    public static InstrumentDefinition ConnectorPower { get; } = new(
        "charger.connector.power", "W", Gauge, "Active power as the meter reads it.", "connector");

    public static InstrumentDefinition ConnectorCurrent { get; } = new(
        "charger.connector.current", "A", Gauge, "Current of a phase of the grid as the meter reads it; phase DC where there are none.", "connector", "phase");

    public static InstrumentDefinition ConnectorVoltage { get; } = new(
        "charger.connector.voltage", "V", Gauge, "Voltage of a phase of the grid as the meter reads it; phase DC where there are none.", "connector", "phase");

    public static InstrumentDefinition LimitCurrent { get; } = new(
        "charger.connector.limit_current", "A", Gauge, "Limit in force: what outlet, cable, heat and charging profiles allow together.", "connector");

    public static InstrumentDefinition LimitPower { get; } = new(
        "charger.connector.limit_power", "W", Gauge, "Limit in force where power bounds as well.", "connector");

    public static InstrumentDefinition ConnectorTemperature { get; } = new(
        "charger.connector.temperature", "Cel", Gauge, "Temperature of the outlet; of its meter where the outlet has no sensor.", "connector");

    public static InstrumentDefinition StateOfCharge { get; } = new(
        "charger.vehicle.state_of_charge", "1", Gauge, "How full the vehicle says its battery is, 0 to 1.", "connector");

    public static InstrumentDefinition MeterImport { get; } = new(
        "charger.meter.import", "J", ObservedCounter, "The import register of the meter that is billed by.", "connector");

    public static InstrumentDefinition EnergyDelivered { get; } = new(
        "charger.energy.delivered", "J", Counter, "Energy that transactions tell, as it flows.", "connector");

    public static InstrumentDefinition EnergyUnbilled { get; } = new(
        "charger.energy.unbilled", "J", Counter,
        "Energy that no transaction tells: kind gap while a meter did not answer, kind alarm through an outlet that should not have been live.",
        "connector", "kind");

    public static InstrumentDefinition TransactionRunning { get; } = new(
        "charger.transaction.running", "", Gauge, "1 while a transaction runs.", "connector");

    public static InstrumentDefinition TransactionsStarted { get; } = new(
        "charger.transactions.started", "{transaction}", Counter, "Transactions that have begun.", "connector");

    public static InstrumentDefinition TransactionsEnded { get; } = new(
        "charger.transactions.ended", "{transaction}", Counter, "Transactions that have ended, by the OCPP reason.", "connector", "reason");

    public static InstrumentDefinition TransactionDuration { get; } = new(
        "charger.transaction.duration", "s", Histogram, "How long transactions took, from start to stop.") { Buckets = s_sessions };

    public static InstrumentDefinition TransactionEnergy { get; } = new(
        "charger.transaction.energy", "J", Histogram, "What transactions delivered; the ranges are 0.1 to 100 kWh.") { Buckets = s_charges };

    public static InstrumentDefinition Authorizations { get; } = new(
        "charger.authorizations", "{tag}", Counter,
        "Tags that were decided on, by the outcome and by who decided: central_system, or local by list, cache and rules.", "outcome", "source");

    public static InstrumentDefinition CauseActive { get; } = new(
        "charger.cause.active", "", Gauge, "1 while a cause of fault is present or latched.", "connector", "cause", "code");

    public static InstrumentDefinition CausesRaised { get; } = new(
        "charger.causes.raised", "{cause}", Counter, "Causes of fault that came up, with the OCPP error code they are told by.", "connector", "cause", "code");

    public static InstrumentDefinition DeviceUp { get; } = new(
        "charger.device.up", "", Gauge, "1 while a device answers.", "connector", "device");

    public static InstrumentDefinition DeviceLosses { get; } = new(
        "charger.device.losses", "{loss}", Counter, "How often a device fell silent.", "connector", "device");

    public static InstrumentDefinition BusRequests { get; } = new(
        "charger.bus.requests", "{request}", Counter, "Requests to devices, each repetition for itself.", "bus");

    public static InstrumentDefinition BusErrors { get; } = new(
        "charger.bus.errors", "{error}", Counter,
        "Requests that brought no usable answer: timeout, crc, garbled, exception (refused by the device), closed, no_answer (a chip), other.",
        "bus", "kind");

    public static InstrumentDefinition BusRoundTrip { get; } = new(
        "charger.bus.round_trip", "s", Histogram, "How long the loop waited for an answer, from request to answer.", "bus") { Buckets = s_exchanges };

    public static InstrumentDefinition LinkState { get; } = new(
        "charger.link.state", "", Gauge, "1 for the state that the way to the central system is in, 0 for all others.", "state");

    public static InstrumentDefinition LinkConnects { get; } = new(
        "charger.link.connects", "{attempt}", Counter, "Attempts to reach the central system, by their outcome: connected or failed.", "outcome");

    public static InstrumentDefinition LinkFrames { get; } = new(
        "charger.link.frames", "{frame}", Counter, "OCPP frames, sent and received.", "direction");

    public static InstrumentDefinition LinkTraffic { get; } = new(
        "charger.link.traffic", "By", Counter, "Bytes of OCPP frames, sent and received.", "direction");

    public static InstrumentDefinition LinkIncidents { get; } = new(
        "charger.link.incidents", "{incident}", Counter, "What the central system sent and the standard does not allow.", "kind");

    public static InstrumentDefinition LinkDeviations { get; } = new(
        "charger.link.deviations", "{deviation}", Counter,
        "What the central system sent otherwise than the standard has it and could be understood, by message and member.", "message", "member");

    public static InstrumentDefinition CallsMade { get; } = new(
        "charger.calls.made", "{call}", Counter, "CALLs of the station by what became of them.", "action", "outcome");

    public static InstrumentDefinition CallDuration { get; } = new(
        "charger.call.duration", "s", Histogram, "How long the central system took to answer a CALL.", "action") { Buckets = s_answers };

    public static InstrumentDefinition CallsAnswered { get; } = new(
        "charger.calls.answered", "{call}", Counter, "CALLs of the central system by how they were answered.", "action", "outcome");

    public static InstrumentDefinition JournalDepth { get; } = new(
        "charger.journal.depth", "", Gauge, "Transaction messages that the central system has not answered yet.");

    public static InstrumentDefinition JournalOldestAge { get; } = new(
        "charger.journal.oldest_age", "s", Gauge, "How old the oldest of them is; 0 when none waits.");

    public static InstrumentDefinition DeadLetters { get; } = new(
        "charger.journal.dead_letters", "", Gauge, "Transaction messages that were refused for good and wait for a person.");

    public static InstrumentDefinition StoreFailing { get; } = new(
        "charger.store.failing", "", Gauge, "1 while the store cannot be written.");

    public static InstrumentDefinition StoreHeld { get; } = new(
        "charger.store.held_changes", "", Gauge, "Changes that are in memory only and wait for the next commit.");

    public static InstrumentDefinition StoreCommits { get; } = new(
        "charger.store.commits", "{commit}", Counter, "Commits of the store by their outcome: done or failed.", "outcome");

    public static InstrumentDefinition CommitDuration { get; } = new(
        "charger.store.commit.duration", "s", Histogram, "How long a commit took until it would survive a power cut.") { Buckets = s_commits };

    public static InstrumentDefinition FirmwareState { get; } = new(
        "charger.firmware.update_state", "", Gauge, "1 for the state that the firmware update is in, 0 for all others.", "state");

    public static InstrumentDefinition DiagnosticsState { get; } = new(
        "charger.diagnostics.state", "", Gauge, "1 for the state that the upload of diagnostics is in, 0 for all others.", "state");

    public static InstrumentDefinition LoopTurns { get; } = new(
        "charger.loop.turns", "{turn}", ObservedCounter, "Turns that the station's loop has run.");

    public static InstrumentDefinition LoopLatency { get; } = new(
        "charger.loop.latency", "s", Histogram, "How late turns began: behind their post, or behind the time a timer was due.") { Buckets = s_instants };

    public static InstrumentDefinition TurnDuration { get; } = new(
        "charger.loop.turn.duration", "s", Histogram, "How long turns took.") { Buckets = s_instants };

    public static InstrumentDefinition LongestTurn { get; } = new(
        "charger.loop.longest_turn", "s", Gauge, "The longest turn since the start of the process.");

    public static InstrumentDefinition LoopStall { get; } = new(
        "charger.loop.stall", "s", Gauge, "For how long the turn that runs now has been running; 0 between turns. A loop that hangs shows here.");

    public static InstrumentDefinition ProcessCpu { get; } = new(
        "process.cpu", "s", ObservedCounter, "Processor time of the process, user and system.");

    public static InstrumentDefinition ProcessMemory { get; } = new(
        "process.resident_memory", "By", Gauge, "Memory of the process that is in RAM.");

    public static InstrumentDefinition ProcessStart { get; } = new(
        "process.start_time", "s", Gauge, "When the process was started, in seconds since 1970.");

    public static InstrumentDefinition ProcessThreads { get; } = new(
        "process.threads", "", Gauge, "Threads of the process.");

    public static InstrumentDefinition ProcessOpenFiles { get; } = new(
        "process.open_fds", "", Gauge, "Open file descriptors, where the system tells them.");

    public static InstrumentDefinition GcHeap { get; } = new(
        "dotnet.gc.heap", "By", Gauge, "Managed heap, with what the next collection will find to be garbage.");

    public static InstrumentDefinition GcCollections { get; } = new(
        "dotnet.gc.collections", "{collection}", ObservedCounter, "Garbage collections.", "generation");

    public static InstrumentDefinition GcPause { get; } = new(
        "dotnet.gc.pause", "s", ObservedCounter, "Time that garbage collections have paused the process.");

    public static InstrumentDefinition GcAllocated { get; } = new(
        "dotnet.gc.allocated", "By", ObservedCounter, "Memory that was allocated on the managed heap.");

    public static InstrumentDefinition PoolThreads { get; } = new(
        "dotnet.thread_pool.threads", "", Gauge, "Threads of the pool.");

    public static InstrumentDefinition PoolQueue { get; } = new(
        "dotnet.thread_pool.queued_work", "", Gauge, "Work that waits for a thread of the pool.");

    /// <summary>In the order in which they are told.</summary>
    public static IReadOnlyList<InstrumentDefinition> All { get; } =
    [
        BuildInfo, StartTime, ClockSynchronized, ConnectorStatus, ConnectorOperative, ConnectorPlugged, ContactorClosed, ConnectorPower,
        ConnectorCurrent, ConnectorVoltage, LimitCurrent, LimitPower, ConnectorTemperature, StateOfCharge, MeterImport, EnergyDelivered,
        EnergyUnbilled, TransactionRunning, TransactionsStarted, TransactionsEnded, TransactionDuration, TransactionEnergy, Authorizations,
        CauseActive, CausesRaised, DeviceUp, DeviceLosses, BusRequests, BusErrors, BusRoundTrip, LinkState, LinkConnects, LinkFrames,
        LinkTraffic, LinkIncidents, LinkDeviations, CallsMade, CallDuration, CallsAnswered, JournalDepth, JournalOldestAge, DeadLetters,
        StoreFailing, StoreHeld, StoreCommits, CommitDuration, FirmwareState, DiagnosticsState, LoopTurns, LoopLatency, TurnDuration,
        LongestTurn, LoopStall, ProcessCpu, ProcessMemory, ProcessStart, ProcessThreads, ProcessOpenFiles, GcHeap, GcCollections, GcPause,
        GcAllocated, PoolThreads, PoolQueue,
    ];
}
