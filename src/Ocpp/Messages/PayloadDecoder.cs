using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp.Messages;

/// <summary>
/// Reads payloads. What is right is read once and fast; only what is not is looked at again, to say exactly what is wrong or to make the
/// best of it. Never throws on what it reads.
/// </summary>
internal static class PayloadDecoder
{
    private static readonly JsonDocumentOptions s_bounded = new() { MaxDepth = MessageJson.MaxDepth };

    public static Decoded<T> Decode<T>(ReadOnlyMemory<byte> payload, JsonTypeInfo<T> type, Strictness strictness)
        where T : class
    {
        // The serializer takes null for an absent member and inside of lists; the standard does not.
        var mayHoldNull = payload.Span.IndexOf("null"u8) >= 0;
        return !mayHoldNull && TryRead(payload.Span, type, out var message, out _)
            ? Checked(message, [])
            : DecodeByMember(payload, type, strictness);
    }

    private static Decoded<T> DecodeByMember<T>(ReadOnlyMemory<byte> payload, JsonTypeInfo<T> type, Strictness strictness)
        where T : class
    {
        var reading = new PayloadReading(strictness);
        try
        {
            using var json = JsonDocument.Parse(payload, s_bounded);
            if (reading.Read(json.RootElement, type, out var found) is not { } meant)
            {
                return new Decoded<T>(found!);
            }

            return TryRead(Write(meant).Span, type, out var message, out var fault)
                ? Checked(message, reading.Deviations)
                : new Decoded<T>(fault!);
        }
        catch (JsonException)
        {
            return new Decoded<T>(new MessageFault(
                ErrorCode.FormationViolation, "$", $"expected JSON of {MessageJson.MaxDepth} levels at most"));
        }
    }

    private static ReadOnlyMemory<byte> Write(JsonObject payload)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            payload.WriteTo(writer);
        }

        return buffer.WrittenMemory;
    }

    private static Decoded<T> Checked<T>(T message, IReadOnlyList<Deviation> deviations)
        where T : class =>
        message is IFieldRules rules && rules.FindFault() is { } fault ? new Decoded<T>(fault) : new Decoded<T>(message, deviations);

    private static bool TryRead<T>(ReadOnlySpan<byte> payload, JsonTypeInfo<T> type, out T message, out MessageFault? fault)
        where T : class
    {
        fault = null;
        message = null!;
        try
        {
            message = JsonSerializer.Deserialize(payload, type)!;
            fault = message is null ? new MessageFault(ErrorCode.FormationViolation, "$", "expected an object") : null;
        }
        catch (ConstraintException broken)
        {
            fault = new MessageFault(broken.Code, broken.Path ?? "$", broken.Expected);
        }
        catch (JsonException broken)
        {
            fault = new MessageFault(ErrorCode.FormationViolation, broken.Path ?? "$", "expected a value of another form");
        }

        return fault is null;
    }
}
