using ChargerFirmware.Ocpp.Frames;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central;

/// <summary>A frame as it passed a station's connection, for a log.</summary>
/// <param name="Direction">As the central system sees it.</param>
/// <param name="Action">Of answers too, as long as their call is remembered; null when it is unknown.</param>
/// <param name="MessageId">Null for a frame that cannot be read.</param>
/// <param name="ErrorCode">The code of a CALLERROR as it was spelt.</param>
/// <param name="Payload">One JSON object; empty for a frame that cannot be read.</param>
/// <param name="Frame">All of it, in UTF-8.</param>
public sealed record TracedMessage(
    DateTimeOffset Time,
    string Station,
    FrameDirection Direction,
    FrameType Type,
    string? Action,
    string? MessageId,
    string? ErrorCode,
    ReadOnlyMemory<byte> Payload,
    ReadOnlyMemory<byte> Frame)
{
    /// <summary>Over which it went.</summary>
    internal object? Connection { get; init; }

    /// <summary>The frame as it was read.</summary>
    internal ParsedFrame Parsed { get; init; }
}
