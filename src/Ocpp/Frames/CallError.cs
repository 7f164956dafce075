namespace ChargerFirmware.Ocpp.Frames;

/// <summary>The call could not be answered: <c>[4, id, code, description, details]</c>.</summary>
/// <param name="CodeWord">The error code as it stands on the wire.</param>
/// <param name="Details">One JSON object in UTF-8.</param>
public sealed record CallError(string MessageId, string CodeWord, string Description, ReadOnlyMemory<byte> Details) : Frame(MessageId)
{
    /// <summary>What <see cref="CodeWord"/> means.</summary>
    public ErrorCode Code => ErrorCodes.Read(CodeWord);

    public override string ToString() => $"CALLERROR {MessageId} {CodeWord}: {Description}";
}
