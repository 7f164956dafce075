namespace ChargerFirmware.Ocpp.Frames;

/// <summary>The call was understood and this is its answer: <c>[3, id, payload]</c>.</summary>
/// <param name="Payload">One JSON object in UTF-8.</param>
public sealed record CallResult(string MessageId, ReadOnlyMemory<byte> Payload) : Frame(MessageId)
{
    /// <summary>Without the payload, which may hold secrets.</summary>
    public override string ToString() => $"CALLRESULT {MessageId}, {Payload.Length} bytes";
}
