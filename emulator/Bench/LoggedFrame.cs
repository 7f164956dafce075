using System.Text.Json;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Bench;

/// <summary>One frame between station and central system, as the station's side saw it.</summary>
/// <param name="At">Since the bench was switched on.</param>
/// <param name="Kind">call, result, error, or unreadable.</param>
/// <param name="Action">The action, also of an answer; empty where nobody knows it.</param>
/// <param name="Payload">The payload of a call or result, code and description of an error; undefined for what is unreadable.</param>
/// <param name="Text">The frame as it went over the line.</param>
public sealed record LoggedFrame(
    TimeSpan At, FrameDirection Direction, string Kind, string Action, string MessageId, JsonElement Payload, string Text)
{
    private const int MaxUnreadableLength = 200;

    public bool IsSent => Direction == FrameDirection.Sent;

    /// <summary>For people: who said what.</summary>
    public override string ToString()
    {
        var arrow = IsSent ? "->" : "<-";
        if (Kind == "unreadable")
        {
            return $"{arrow} unreadable {(Text.Length <= MaxUnreadableLength ? Text : $"{Text[..MaxUnreadableLength]}... ({Text.Length} characters)")}";
        }

        var suffix = Kind switch { "result" => ".conf", "error" => ".error", _ => ".req" };
        return $"{arrow} {Action}{suffix} {Payload.GetRawText()}";
    }
}
