namespace ChargerFirmware.Ocpp.Frames;

/// <summary>Why received text is no frame, and as much of its head as could be read, so that a broken call can still be answered.</summary>
/// <param name="Description">What was found and what was expected.</param>
/// <param name="Type">The message type, if the text holds it.</param>
/// <param name="MessageId">The message id, if the text holds it.</param>
public sealed record FrameFault(FrameFaultKind Kind, string Description, FrameType Type, string? MessageId)
{
    /// <inheritdoc cref="Frame.HasNumericId"/>
    public bool HasNumericId { get; init; }
}
