namespace ChargerFirmware.Ocpp.Rpc;

/// <summary>A CALL of the other side, as its handler gets it.</summary>
/// <param name="Payload">One JSON object in UTF-8, not yet read.</param>
public sealed record IncomingCall(string MessageId, string Action, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Without the payload, which may hold secrets.</summary>
    public override string ToString() => $"{Action} {MessageId}, {Payload.Length} bytes";
}
