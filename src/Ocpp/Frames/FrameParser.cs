using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ChargerFirmware.Ocpp.Json;
using ChargerFirmware.Ocpp.Messages;

namespace ChargerFirmware.Ocpp.Frames;

/// <summary>
/// Reads OCPP-J frames (OCPP-J 1.6, 4.2). It never throws on what it reads: whatever arrives is a frame or a <see cref="FrameFault"/>.
/// Lenient where stations and central systems of the field are: a CALLERROR without details or description, more elements than needed in
/// an answer, a number as message id, a byte order mark before it all; and, but in a call that is read strictly, <c>"3"</c> or <c>3.0</c>
/// as message type and <c>null</c> for an empty payload.
/// </summary>
/// <remarks>Payloads are slices of the text that was read, so that text must not be reused.</remarks>
public static class FrameParser
{
    private static readonly JsonReaderOptions s_bounded = new() { MaxDepth = MessageJson.MaxDepth };

    /// <summary>Enough for a message type and an id.</summary>
    public const int MaxHeadBytes = 256;

    private static readonly Deviation s_byteOrderMark = new(
        "byteOrderMark", new MessageFault(ErrorCode.FormationViolation, "frame", "expected an array, found a byte order mark before it"), IsUsed: false);

    /// <param name="calls">
    /// How a CALL is read. A mere observer takes all that has a meaning; an answer is always read so, because its sender has acted.
    /// </param>
    public static ParsedFrame Parse(ReadOnlyMemory<byte> utf8, Strictness calls = Strictness.Lenient)
    {
        var hasMark = utf8.Span.StartsWith(Encoding.UTF8.Preamble);
        var parsed = ParseArray(hasMark ? utf8[Encoding.UTF8.Preamble.Length..] : utf8, calls);
        return hasMark ? parsed.With([s_byteOrderMark, .. parsed.Deviations]) : parsed;
    }

    /// <summary>The fault of a message that was dropped for its length, with as much of its head as its beginning holds.</summary>
    /// <param name="beginning">Its first bytes.</param>
    public static FrameFault TooLong(ReadOnlySpan<byte> beginning)
    {
        var head = new FrameHead();
        beginning = beginning.StartsWith(Encoding.UTF8.Preamble) ? beginning[Encoding.UTF8.Preamble.Length..] : beginning;
        try
        {
            var reader = new Utf8JsonReader(beginning, isFinalBlock: false, default);
            if (reader.Read() && reader.TokenType == JsonTokenType.StartArray && reader.Read() && head.TryReadType(ref reader) && reader.Read())
            {
                head.TryReadId(ref reader);
            }
        }
        catch (JsonException)
        {
            // As much as could be read stands in the head.
        }

        return head.Fault(FrameFaultKind.TooLong, $"a message of more than {Frame.MaxLengthBytes} bytes");
    }

    private static ParsedFrame ParseArray(ReadOnlyMemory<byte> utf8, Strictness calls)
    {
        var head = new FrameHead();
        if (utf8.Length > Frame.MaxLengthBytes)
        {
            return TooLong(utf8.Span[..MaxHeadBytes]);
        }

        try
        {
            var reader = new Utf8JsonReader(utf8.Span, s_bounded);
            var parsed = ReadFrame(ref reader, utf8, calls, ref head);
            return !parsed.TryGet(out _, out _) ? parsed
                : Utf8.IsValid(utf8.Span) ? parsed.With(head.Deviations)
                : head.Fault(FrameFaultKind.InvalidText, "not UTF-8");
        }
        catch (JsonException broken)
        {
            return head.Fault(FrameFaultKind.InvalidJson, $"not JSON of {MessageJson.MaxDepth} levels at most (at byte {broken.BytePositionInLine})");
        }
    }

    private static ParsedFrame ReadFrame(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8, Strictness calls, ref FrameHead head)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return head.Fault(FrameFaultKind.NotAnArray, "expected an array");
        }

        if (!Next(ref reader) || !head.TryReadType(ref reader))
        {
            return OfUnknownType(ref reader, head);
        }

        if (!Next(ref reader) || !head.TryReadId(ref reader))
        {
            return head.Fault(FrameFaultKind.UnusableMessageId, $"expected a text as message id, found {FrameHead.Describe(ref reader)}");
        }

        var isStrict = head.Type == FrameType.Call && calls == Strictness.Strict;
        if (isStrict && head.LooseType is { } found)
        {
            return head.Fault(FrameFaultKind.UnknownMessageType, $"expected the message type 2 as a number, found {found}");
        }

        var parsed = head.Type switch
        {
            FrameType.Call => ReadCall(ref reader, utf8, isStrict, ref head),
            FrameType.CallResult => ReadCallResult(ref reader, utf8, ref head),
            _ => ReadCallError(ref reader, utf8, head),
        };
        if (!parsed.TryGet(out _, out _))
        {
            return parsed;
        }

        // Throws on anything but white space behind the array.
        reader.Read();
        return head.MessageId!.Length <= Frame.MaxMessageIdLength
            ? parsed
            : head.Fault(FrameFaultKind.MessageIdTooLong, $"expected a message id of {Frame.MaxMessageIdLength} characters at most");
    }

    /// <summary>Whether it is a call is unknown, so it is not answered; the id is for the log.</summary>
    private static FrameFault OfUnknownType(ref Utf8JsonReader reader, FrameHead head)
    {
        var found = FrameHead.Describe(ref reader);
        if (reader.TokenType != JsonTokenType.EndArray)
        {
            reader.Skip();
            if (Next(ref reader) && (!head.TryReadId(ref reader) || head.MessageId!.Length > Frame.MaxMessageIdLength))
            {
                head.ForgetId();
            }
        }

        return head.Fault(FrameFaultKind.UnknownMessageType, $"expected the message type 2, 3 or 4, found {found}");
    }

    private static ParsedFrame ReadCall(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8, bool isStrict, ref FrameHead head)
    {
        if (!Next(ref reader))
        {
            return head.Fault(FrameFaultKind.MissingElement, "expected an action and a payload");
        }

        if (!TryGetText(ref reader, out var action) || action.Length == 0)
        {
            return head.Fault(FrameFaultKind.UnusableAction, "expected the action's name");
        }

        if (!Next(ref reader))
        {
            return head.Fault(FrameFaultKind.MissingElement, "expected a payload");
        }

        var found = FrameHead.Describe(ref reader);
        if ((isStrict && reader.TokenType == JsonTokenType.Null) || !TryGetPayload(ref reader, utf8, ref head, out var payload))
        {
            return head.Fault(FrameFaultKind.PayloadNotAnObject, $"expected an object as payload, found {found}");
        }

        return Next(ref reader)
            ? head.Fault(FrameFaultKind.SurplusElement, "expected the array to end after the payload")
            : new Call(head.MessageId!, action, payload) { HasNumericId = head.HasNumericId };
    }

    private static ParsedFrame ReadCallResult(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8, ref FrameHead head)
    {
        if (!Next(ref reader))
        {
            return head.Fault(FrameFaultKind.MissingElement, "expected a payload");
        }

        var found = FrameHead.Describe(ref reader);
        if (!TryGetPayload(ref reader, utf8, ref head, out var payload))
        {
            return head.Fault(FrameFaultKind.PayloadNotAnObject, $"expected an object as payload, found {found}");
        }

        SkipRest(ref reader);
        return new CallResult(head.MessageId!, payload) { HasNumericId = head.HasNumericId };
    }

    private static ParsedFrame ReadCallError(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8, FrameHead head)
    {
        if (!Next(ref reader))
        {
            return head.Fault(FrameFaultKind.MissingElement, "expected an error code");
        }

        // A call that failed has failed, however malformed its error is.
        var code = TextOrNothing(ref reader);
        var description = "";
        var details = Frame.EmptyObject;
        if (Next(ref reader))
        {
            description = TextOrNothing(ref reader);
            if (Next(ref reader))
            {
                if (!TryGetObject(ref reader, utf8, out details))
                {
                    reader.Skip();
                    details = Frame.EmptyObject;
                }

                SkipRest(ref reader);
            }
        }

        return new CallError(head.MessageId!, code, description, details) { HasNumericId = head.HasNumericId };
    }

    /// <summary>Moves to the next element of the frame's array.</summary>
    /// <returns>False at the array's end.</returns>
    private static bool Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType != JsonTokenType.EndArray;
    }

    private static void SkipRest(ref Utf8JsonReader reader)
    {
        while (Next(ref reader))
        {
            reader.Skip();
        }
    }

    private static string TextOrNothing(ref Utf8JsonReader reader)
    {
        if (TryGetText(ref reader, out var text))
        {
            return text;
        }

        reader.Skip();
        return "";
    }

    /// <summary>Null is taken for an empty payload, and noted.</summary>
    private static bool TryGetPayload(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8, ref FrameHead head, out ReadOnlyMemory<byte> json)
    {
        head.HasNullPayload = reader.TokenType == JsonTokenType.Null;
        return TryGetObject(ref reader, utf8, out json);
    }

    internal static bool TryGetText(ref Utf8JsonReader reader, out string text)
    {
        text = "";
        if (reader.TokenType != JsonTokenType.String)
        {
            return false;
        }

        try
        {
            text = reader.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are no UTF-8.
            return false;
        }
    }

    private static bool TryGetObject(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8, out ReadOnlyMemory<byte> json)
    {
        json = Frame.EmptyObject;
        if (reader.TokenType == JsonTokenType.Null)
        {
            return true;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        json = utf8[start..(int)reader.BytesConsumed];
        return true;
    }
}
