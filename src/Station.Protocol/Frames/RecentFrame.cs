using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Station.Protocol.Frames;

/// <summary>A frame of late. It leaves here without its secrets only.</summary>
/// <param name="At">By the station's clock as it is when the frame is looked at.</param>
/// <param name="LengthBytes">Of the frame as it was on the wire.</param>
public sealed record RecentFrame(DateTimeOffset At, FrameDirection Direction, int LengthBytes)
{
    /// <summary>Null when it was too long to be kept. Never changed.</summary>
    internal byte[]? Raw { get; init; }

    internal FrameRedaction? Redaction { get; init; }

    /// <summary>The frame without passwords and secret values; in parentheses what there is to say of one that was not kept or cannot be read.</summary>
    public string Write() => Raw is { } raw && Redaction is { } redaction ? redaction.Write(raw) : $"({LengthBytes} bytes)";
}
