using ChargerFirmware.Ocpp.Frames;

namespace ChargerFirmware.Ocpp.Links;

/// <summary>
/// A channel that carries whole frames between a station and its central system, in order, until it closes.
/// Whatever adapter stands behind it, all members are used on the loop and all events are raised on it.
/// </summary>
public interface IFrameLink
{
    /// <summary>The subprotocol both sides agreed on, such as <c>ocpp1.6</c> (OCPP-J 1.6, 3.1.2).</summary>
    string Subprotocol { get; }

    /// <summary>A frame has arrived. Its bytes are the receiver's to keep.</summary>
    event Action<ReadOnlyMemory<byte>>? Received;

    /// <summary>Something arrived that is no frame, binary or too long, and was dropped; what could be read of its head stands in the fault.</summary>
    event Action<FrameFault>? Refused;

    /// <summary>The link has ended. Raised once; nothing is raised afterwards.</summary>
    event Action<LinkClosed>? Closed;

    /// <summary>Begins to raise events: nothing is raised before and nothing that arrived before is lost.</summary>
    void Open();

    /// <summary>
    /// Probes the link so often from now on, where this side does that; zero for never. One on which nothing arrives for
    /// <see cref="DialOptions.PongTimeout"/> after a ping is lost.
    /// </summary>
    void PingEvery(TimeSpan interval);

    /// <summary>
    /// Hands a frame over. It may still get lost with the link, and is dropped where the link has ended already: only an answer
    /// proves that a frame arrived.
    /// </summary>
    void Send(ReadOnlyMemory<byte> utf8Frame);

    /// <summary>Ends the link in order, or by force when the other side does not take part in time. <see cref="Closed"/> follows.</summary>
    void Close(string reason);
}
