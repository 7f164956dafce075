namespace ChargerFirmware.Ocpp.Frames;

/// <summary>Asks the other side to do something: <c>[2, id, action, payload]</c>.</summary>
/// <param name="Payload">One JSON object in UTF-8.</param>
public sealed record Call(string MessageId, string Action, ReadOnlyMemory<byte> Payload) : Frame(MessageId)
{
    /// <summary>Without the payload, which may hold secrets.</summary>
    public override string ToString() => $"CALL {MessageId} {Action}, {Payload.Length} bytes";
}
