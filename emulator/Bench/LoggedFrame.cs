using System.Text;
using System.Text.Json;
using ChargerFirmware.Ocpp.Frames;
using ChargerFirmware.Ocpp.Json;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Station.Ocpp16.FirmwareManagement;

namespace ChargerFirmware.Bench;

/// <summary>
/// One frame between station and central system, as the station's side saw it. It is kept as it came and read once, when somebody asks;
/// of a huge one only the beginning is kept.
/// </summary>
public sealed class LoggedFrame
{
    /// <summary>More of one frame is not kept.</summary>
    public const int MaxKeptBytes = 64 * 1024;

    private const int MaxUnreadableLength = 200;
    private const int MaxShownLength = 8 * 1024;

    private static readonly JsonDocumentOptions s_bounded = new() { MaxDepth = MessageJson.MaxDepth };

    private readonly ReadOnlyMemory<byte> _kept;
    private readonly Frame? _frame;
    private JsonElement? _payload;

    /// <param name="frame">What was read of its head; null where it is no frame.</param>
    /// <param name="action">Of an answer, the action of its call.</param>
    internal LoggedFrame(TimeSpan at, FrameDirection direction, Frame? frame, string action, ReadOnlyMemory<byte> utf8)
    {
        At = at;
        Direction = direction;
        Action = action;
        MessageId = frame?.MessageId ?? "";
        LengthBytes = utf8.Length;
        Kind = frame switch { null => "unreadable", Call => "call", CallError => "error", _ => "result" };
        IsCut = utf8.Length > MaxKeptBytes;
        _kept = IsCut ? utf8[..MaxKeptBytes].ToArray() : utf8;
        _frame = IsCut ? null : frame;
    }

    /// <summary>Since the bench was switched on.</summary>
    public TimeSpan At { get; }

    public FrameDirection Direction { get; }

    /// <summary>call, result, error, or unreadable.</summary>
    public string Kind { get; }

    /// <summary>The action, also of an answer; empty where nobody knows it.</summary>
    public string Action { get; }

    public string MessageId { get; }

    /// <summary>As it went over the line.</summary>
    public int LengthBytes { get; }

    /// <summary>Only its first <see cref="MaxKeptBytes"/> are kept.</summary>
    public bool IsCut { get; }

    /// <summary>What the log keeps of it, in bytes.</summary>
    public int KeptBytes => _kept.Length;

    /// <summary>The frame as it went over the line, with what secrets it holds; a cut one says so at its end.</summary>
    public string Text => Encoding.UTF8.GetString(_kept.Span) + (IsCut ? CutMark(MaxKeptBytes) : "");

    /// <summary>The frame as it may be shown: without passwords and tickets.</summary>
    public string Shown => _frame is null ? SafeText.Of(Text) : FrameSecrets.Redaction.Write(_kept);

    /// <summary>The payload of a call or result, code and description of an error; undefined for what is unreadable or cut.</summary>
    public JsonElement Payload => _payload ??= PayloadText is { IsEmpty: false } text ? JsonElement.Parse(text.Span, s_bounded) : default;

    public bool IsSent => Direction == FrameDirection.Sent;

    private ReadOnlyMemory<byte> PayloadText => _frame switch
    {
        Call call => call.Payload.IsEmpty ? Frame.EmptyObject : call.Payload,
        CallResult result => result.Payload.IsEmpty ? Frame.EmptyObject : result.Payload,
        CallError error => Describe(error),
        _ => default,
    };

    /// <summary>For people: who said what.</summary>
    public override string ToString()
    {
        var arrow = IsSent ? "->" : "<-";
        if (_frame is null)
        {
            var what = Kind == "unreadable" ? "unreadable" : $"{Action}{Suffix}";
            return $"{arrow} {what} {SafeText.Of(Shortened(_kept.Span, MaxUnreadableLength))}";
        }

        return $"{arrow} {Action}{Suffix} {Shortened(Encoding.UTF8.GetBytes(FrameSecrets.Redaction.Write(PayloadText)), MaxShownLength)}";
    }

    private string Suffix => Kind switch { "result" => ".conf", "error" => ".error", _ => ".req" };

    private string Shortened(ReadOnlySpan<byte> utf8, int maxLength) =>
        utf8.Length <= maxLength ? Encoding.UTF8.GetString(utf8) : Encoding.UTF8.GetString(utf8[..maxLength]) + CutMark(maxLength);

    private string CutMark(int shownBytes) => FormattableString.Invariant($"... (cut at {shownBytes} of {LengthBytes} bytes)");

    private static ReadOnlyMemory<byte> Describe(CallError error)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("code", error.CodeWord);
            writer.WriteString("description", error.Description);
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
