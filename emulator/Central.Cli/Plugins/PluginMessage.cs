using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ChargerFirmware.Ocpp;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central.Cli.Plugins;

/// <summary>Writes the lines that go to plugins.</summary>
internal static class PluginMessage
{
    private static readonly JsonWriterOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A call that has come: <c>{"type":"request",...}</c>.</summary>
    public static string Request(string side, string station, IncomingCall call, long seq) => Write(writer =>
    {
        WriteHead(writer, "request", side, station, call, seq);
        WriteObject(writer, "payload", call.Payload);
    });

    /// <summary>The answer that is about to be given: <c>{"type":"answer",...}</c>, with <c>payload</c>, or with <c>code</c> and <c>description</c>.</summary>
    public static string Answer(string side, string station, IncomingCall call, CallReply reply, long seq) => Write(writer =>
    {
        WriteHead(writer, "answer", side, station, call, seq);
        WriteObject(writer, "request", call.Payload);
        switch (reply)
        {
            case CallReply.Result result:
                WriteObject(writer, "payload", result.Payload);
                break;
            case CallReply.Error error:
                writer.WriteString("code", ErrorCodes.Write(error.Code, ErrorSpelling.Original));
                writer.WriteString("description", error.Description);
                break;
        }
    });

    private static void WriteHead(Utf8JsonWriter writer, string type, string side, string station, IncomingCall call, long seq)
    {
        writer.WriteString("type", type);
        writer.WriteNumber("seq", seq);
        writer.WriteString("side", side);
        writer.WriteString("id", $"cp#{station}");
        writer.WriteString("action", call.Action);
    }

    /// <summary>Read and written again, so that it has no line ends.</summary>
    private static void WriteObject(Utf8JsonWriter writer, string name, ReadOnlyMemory<byte> json)
    {
        writer.WritePropertyName(name);
        using var document = JsonDocument.Parse(json.IsEmpty ? "{}"u8.ToArray() : json);
        document.RootElement.WriteTo(writer);
    }

    private static string Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, s_readable))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
