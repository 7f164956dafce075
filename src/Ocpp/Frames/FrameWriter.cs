using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ChargerFirmware.Ocpp.Frames;

/// <summary>Writes OCPP-J frames as UTF-8 (OCPP-J 1.6, 4.2).</summary>
public static class FrameWriter
{
    // Frames go to a JSON parser, never into a page of HTML: text stays readable in logs.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="JsonException">A payload is not JSON.</exception>
    public static ReadOnlyMemory<byte> Write(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var buffer = new ArrayBufferWriter<byte>(128 + PayloadOf(frame).Length);
        using var writer = new Utf8JsonWriter(buffer, Readable);
        writer.WriteStartArray();
        switch (frame)
        {
            case Call call:
                WriteHead(writer, FrameType.Call, call);
                writer.WriteStringValue(call.Action);
                break;
            case CallResult result:
                WriteHead(writer, FrameType.CallResult, result);
                break;
            case CallError error:
                WriteHead(writer, FrameType.CallError, error);
                writer.WriteStringValue(error.CodeWord);
                writer.WriteStringValue(error.Description);
                break;
            default:
                throw new ArgumentException($"{frame.GetType().Name} is no frame of OCPP-J.", nameof(frame));
        }

        var payload = PayloadOf(frame);
        writer.WriteRawValue(payload.IsEmpty ? Frame.EmptyObject.Span : payload.Span);
        writer.WriteEndArray();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteHead(Utf8JsonWriter writer, FrameType type, Frame frame)
    {
        writer.WriteNumberValue((int)type);
        if (frame.HasNumericId)
        {
            writer.WriteRawValue(frame.MessageId);
        }
        else
        {
            writer.WriteStringValue(frame.MessageId);
        }
    }

    private static ReadOnlyMemory<byte> PayloadOf(Frame frame) => frame switch
    {
        Call call => call.Payload,
        CallResult result => result.Payload,
        CallError error => error.Details,
        _ => default,
    };
}
