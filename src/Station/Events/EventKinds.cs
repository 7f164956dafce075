namespace ChargerFirmware.Station.Events;

/// <summary>What a reader of the log takes.</summary>
[Flags]
public enum EventKinds
{
    None = 0,
    TransactionStarted = 1,
    TransactionSampled = 2,
    TransactionEnded = 4,
    FaultChanged = 8,
    TokenAuthorised = 16,
    PlugChanged = 32,
    ChargingStateChanged = 64,
    LimitChanged = 128,

    /// <summary>Begin and end of transactions.</summary>
    TransactionBounds = TransactionStarted | TransactionEnded,

    /// <summary>All that 1.6 reports of a transaction.</summary>
    Transactions = TransactionBounds | TransactionSampled,
}
