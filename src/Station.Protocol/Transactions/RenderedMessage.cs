using System.Text;
using System.Text.Json;

namespace ChargerFirmware.Station.Protocol.Transactions;

/// <summary>A message of a transaction as it was rendered: a dead letter, or one that a person has put back.</summary>
/// <param name="Sequence">Its place in the order in which messages are sent.</param>
/// <param name="TransactionKey">Our own number of the transaction.</param>
public sealed record RenderedMessage(long Sequence, long TransactionKey, string Action, JsonElement Payload)
{
    /// <summary>Sends that were answered with a CALLERROR.</summary>
    public int Failures { get; init; }

    /// <summary>
    /// It is sent without what a central system can do without: that has refused the whole of it for its content. The payload here stays whole.
    /// </summary>
    public bool IsStripped { get; init; }

    /// <summary>The payload in UTF-8.</summary>
    public ReadOnlyMemory<byte> Encode() => Encoding.UTF8.GetBytes(Payload.GetRawText());
}
