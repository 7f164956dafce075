using System.Text;
using System.Text.Json;
using ChargerFirmware.Ocpp.Json;
using ChargerFirmware.Ocpp.Messages;

namespace ChargerFirmware.Ocpp.Frames;

/// <summary>What has been read so far of a frame's beginning, and where that is not as the standard has it.</summary>
internal struct FrameHead
{
    private static readonly Deviation s_numericId = Around("messageId", "expected a text as message id, found a number", isUsed: true);
    private static readonly Deviation s_nullPayload = Around("payload", "expected an object as payload, found null", isUsed: false);

    public FrameType Type;
    public string? MessageId;
    public bool HasNumericId;

    /// <summary>The payload is null.</summary>
    public bool HasNullPayload;

    /// <summary>How the message type was written where that was not as a whole number: <c>"3"</c>, <c>3.0</c>. Else null.</summary>
    public string? LooseType { get; private set; }

    /// <summary>What is not as the standard has it, and has a meaning nevertheless.</summary>
    public readonly IReadOnlyList<Deviation> Deviations => HasNumericId || HasNullPayload || LooseType is not null
        ?
        [
            .. LooseType is { } found ? [Around("messageType", $"expected the message type {(int)Type} as a number, found {found}", isUsed: true)] : None,
            .. HasNumericId ? [s_numericId] : None,
            .. HasNullPayload ? [s_nullPayload] : None,
        ]
        : None;

    private static Deviation[] None => [];

    public readonly FrameFault Fault(FrameFaultKind kind, string description) =>
        new(kind, description, Type, MessageId) { HasNumericId = HasNumericId };

    /// <summary>What stands at the reader, as it reads behind "found"; of an array's end: nothing.</summary>
    public static string Describe(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.EndArray => "nothing",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        _ => JsonText.Describe(JsonElement.ParseValue(ref reader), quoted: true),
    };

    public bool TryReadType(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var exact))
        {
            return TryTakeType(exact);
        }

        // A number in another spelling can mean no other type; a word or half a number means none.
        if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String) ||
            !PlainValue.TryGetNumber(JsonElement.ParseValue(ref reader), out var number) || !TryTakeType(number))
        {
            return false;
        }

        LooseType = Describe(ref reader);
        return true;
    }

    public bool TryReadId(ref Utf8JsonReader reader)
    {
        HasNumericId = reader.TokenType == JsonTokenType.Number;
        if (HasNumericId)
        {
            MessageId = Encoding.UTF8.GetString(reader.ValueSpan);
            return true;
        }

        MessageId = FrameParser.TryGetText(ref reader, out var text) ? text : null;
        return MessageId is not null;
    }

    public void ForgetId() => (MessageId, HasNumericId) = (null, false);

    private static Deviation Around(string member, string fault, bool isUsed) =>
        new(member, new MessageFault(ErrorCode.FormationViolation, "frame", fault), isUsed);

    private bool TryTakeType(decimal number)
    {
        if (number is not (2 or 3 or 4))
        {
            return false;
        }

        Type = (FrameType)number;
        return true;
    }
}
