using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp.Messages;

/// <summary>
/// Reads payloads. What is right is read once and fast; only what is not is looked at again, to tell exactly what is wrong.
/// Never throws on what it reads.
/// </summary>
internal static class PayloadDecoder
{
    private static readonly JsonDocumentOptions Bounded = new() { MaxDepth = MessageJson.MaxDepth };

    public static Decoded<T> Decode<T>(ReadOnlyMemory<byte> payload, JsonTypeInfo<T> strict, JsonTypeInfo<T> lenient, Strictness strictness)
        where T : class
    {
        // The serializer takes null for an absent member and inside of lists; the standard does not.
        var mayHoldNull = payload.Span.IndexOf("null"u8) >= 0;
        if (!mayHoldNull && TryRead(payload, strict, out var message, out _))
        {
            return Checked(message, []);
        }

        return Inspect(payload, strictness == Strictness.Strict ? strict : lenient, strictness);
    }

    private static Decoded<T> Inspect<T>(ReadOnlyMemory<byte> payload, JsonTypeInfo<T> type, Strictness strictness)
        where T : class
    {
        var inspection = new PayloadInspection(strictness);
        try
        {
            using var json = JsonDocument.Parse(payload, Bounded);
            if (inspection.FindFault(json.RootElement, type) is { } found)
            {
                return new Decoded<T>(found);
            }
        }
        catch (JsonException)
        {
            return new Decoded<T>(new MessageFault(
                ErrorCode.FormationViolation, "$", $"expected JSON of {MessageJson.MaxDepth} levels at most"));
        }
        catch (InvalidOperationException)
        {
            // A member's name that is not UTF-8, or half a surrogate pair.
            return new Decoded<T>(new MessageFault(ErrorCode.FormationViolation, "$", "expected whole characters"));
        }

        return TryRead(payload, type, out var message, out var fault) ? Checked(message, inspection.PassedOver) : new Decoded<T>(fault!);
    }

    private static Decoded<T> Checked<T>(T message, IReadOnlyList<string> passedOver)
        where T : class =>
        message is IFieldRules rules && rules.FindFault() is { } fault ? new Decoded<T>(fault) : new Decoded<T>(message, passedOver);

    private static bool TryRead<T>(ReadOnlyMemory<byte> payload, JsonTypeInfo<T> type, out T message, out MessageFault? fault)
        where T : class
    {
        fault = null;
        message = null!;
        try
        {
            message = JsonSerializer.Deserialize(payload.Span, type)!;
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
