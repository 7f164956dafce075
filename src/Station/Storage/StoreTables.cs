namespace ChargerFirmware.Station.Storage;

/// <summary>The names of the tables.</summary>
public static class StoreTables
{
    /// <summary>Tags as the central system has judged them, by tag.</summary>
    public const string CachedTags = "authorization-cache";

    /// <summary>Connectors that were made inoperative, by number; 0 is the station.</summary>
    public const string Inoperative = "availability";

    /// <summary>Cables that stay locked for a tag, by connector.</summary>
    public const string HeldCables = "cable-holds";

    /// <summary>Charging profiles that are installed, by id.</summary>
    public const string ChargingProfiles = "charging-profiles";

    /// <summary>Configuration keys that were changed, by name.</summary>
    public const string Configuration = "configuration";

    /// <summary>One row: the firmware update and where it stands.</summary>
    public const string Firmware = "firmware";

    /// <summary>One row: diagnostics that are asked for and have not arrived.</summary>
    public const string Diagnostics = "diagnostics";

    /// <summary>Faults that only service clears, by connector and name.</summary>
    public const string FaultsForService = "latched-causes";

    /// <summary>Tags of the local list, by tag.</summary>
    public const string ListedTags = "local-list";

    /// <summary>One row: the version of the local list.</summary>
    public const string LocalListVersion = "local-list-version";

    /// <summary>Limits and pauses that an operator has set, by connector.</summary>
    public const string OperatorOrders = "operator-orders";

    /// <summary>Reservations, by id.</summary>
    public const string Reservations = "reservations";

    /// <summary>The register at which a transaction ended whose meter did not answer, by connector, until it answers.</summary>
    public const string EnergyGaps = "open-gaps";

    /// <summary>One row: how often the station has started.</summary>
    public const string Starts = "starts";

    /// <summary>One row without meaning, written to see whether the store can be written.</summary>
    public const string Trial = "trial";

    /// <summary>What happened at the station, by sequence number, until every reader has passed it.</summary>
    public const string Events = "events";

    /// <summary>One row: the last numbers that events were given.</summary>
    public const string LastEvent = "event-counters";

    /// <summary>How far each reader of the events has come, by its name.</summary>
    public const string ReaderPositions = "event-readers";

    /// <summary>By how much the clock of a run turned out to have been off, by its first event.</summary>
    public const string ClockCorrections = "clock-corrections";

    /// <summary>How far each running transaction has come, by its key.</summary>
    public const string TransactionCheckpoints = "transaction-checkpoints";

    /// <summary>Faults that were reported as raised and not as cleared, by connector and name.</summary>
    public const string OpenFaults = "open-faults";

    /// <summary>The ids that the central system gave to transactions, by their key, until the last message of one is answered.</summary>
    public const string TransactionIds = "transaction-ids";

    /// <summary>One row: how often the oldest message was refused.</summary>
    public const string OutboxHead = "outbox-head";

    /// <summary>
    /// Transaction messages that were rendered before, by sequence number: dead letters that a person has put back, and what a version
    /// without <see cref="Events"/> had not sent.
    /// </summary>
    public const string Journal = "journal";

    /// <summary>Transaction messages that were given up, by sequence number.</summary>
    public const string DeadLetters = "dead-letters";

    /// <summary>Of a version without <see cref="Events"/>: transactions whose last message is not answered yet, by their key.</summary>
    public const string Transactions = "transactions";

    /// <summary>One row: the last key that a transaction was given.</summary>
    public const string TransactionCounter = "transaction-counter";

    /// <summary>Of a version without <see cref="Events"/>: what a running transaction keeps for its end, by its key and in order.</summary>
    public const string TransactionSamples = "transaction-samples";

    /// <summary>How many events no MQTT broker was given for want of room; and of a version without <see cref="Events"/>, those that wait.</summary>
    public const string TelemetryEvents = "telemetry-events";

    /// <summary>Topics that an MQTT broker retains of this station, by name.</summary>
    public const string MqttRetained = "mqtt-retained";

    /// <summary>One row: the latest time that is known to have been.</summary>
    public const string Clock = "clock";

    /// <summary>
    /// Commits that are lost for good, by the number of the last one: what runs according to older rows may have ended since. Until
    /// every transaction that this casts doubt on has ended.
    /// </summary>
    public const string MissingCommits = "lost-commits";

    /// <summary>One row, written by a commit that writes no other: it carries the commit's number.</summary>
    public const string CommitNumber = "commit-number";
}
