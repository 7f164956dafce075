namespace ChargerFirmware.Telemetry.Frames;

/// <summary>A frame that went or came.</summary>
/// <param name="At">By the station's clock.</param>
/// <param name="LengthBytes">Of the frame as it was on the wire.</param>
/// <param name="Content">Writes the frame without the secrets in it: JSON, or why there is none. May be called on any thread.</param>
public sealed record RecordedFrame(DateTimeOffset At, FrameSide From, int LengthBytes, Func<string> Content);
