using System.Text.Json.Serialization;

namespace ChargerFirmware.Station.Events;

/// <summary>What a reader of the log takes. Rows carry the name of the event that each stands for.</summary>
[Flags]
public enum EventKinds
{
    None = 0,

    [JsonStringEnumMemberName("TransactionStarted")]
    Begins = 1,

    [JsonStringEnumMemberName("TransactionSampled")]
    Samples = 2,

    [JsonStringEnumMemberName("TransactionEnded")]
    Ends = 4,

    [JsonStringEnumMemberName("FaultChanged")]
    Faults = 8,

    [JsonStringEnumMemberName("TokenAuthorized")]
    Tokens = 16,

    [JsonStringEnumMemberName("PlugChanged")]
    Plugs = 32,

    [JsonStringEnumMemberName("ChargingStateChanged")]
    ChargingStates = 64,

    [JsonStringEnumMemberName("LimitChanged")]
    Limits = 128,

    /// <summary>Begin and end of transactions.</summary>
    TransactionBounds = Begins | Ends,

    /// <summary>All that 1.6 reports of a transaction.</summary>
    Transactions = TransactionBounds | Samples,
}
