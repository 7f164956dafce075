using System.Text.Json;

namespace ChargerFirmware.Station.Ocpp16.Transactions;

/// <summary>One transaction message that is durable and not answered yet.</summary>
/// <param name="Sequence">Its place in the order in which messages are sent.</param>
/// <param name="TransactionKey">Our own number of the transaction; the central system's goes in when the message is sent.</param>
internal sealed record JournalEntry(long Sequence, long TransactionKey, string Action, JsonElement Payload)
{
    /// <summary>Sends that were answered with a CALLERROR.</summary>
    public int Failures { get; init; }

    /// <summary>
    /// It is sent without what a central system can do without: that has refused the whole of it for its content. The payload here stays whole.
    /// </summary>
    public bool IsStripped { get; init; }
}
