using System.Text.Json;

namespace ChargerFirmware.Tests.Hostile;

/// <summary>A frame that a station sent, as it came.</summary>
/// <param name="Connection">Which connection, counted from 0.</param>
internal sealed record OcppFrame(int Connection, DateTimeOffset At, string Text)
{
    /// <summary>2 CALL, 3 CALLRESULT, 4 CALLERROR; 0 when it is none of them.</summary>
    public int Type { get; private init; }

    public string MessageId { get; private init; } = "";

    /// <summary>Of a CALL; empty otherwise.</summary>
    public string Action { get; private init; } = "";

    /// <summary>Of a CALL or CALLRESULT; the error code's element of a CALLERROR.</summary>
    public JsonElement Payload { get; private init; }

    public bool IsCall(string action) => Type == 2 && Action == action;

    public static OcppFrame Read(int connection, string text)
    {
        var frame = new OcppFrame(connection, DateTimeOffset.UtcNow, text);
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement.Clone();
            var type = root[0].GetInt32();
            return frame with
            {
                Type = type,
                MessageId = root[1].GetString()!,
                Action = type == 2 ? root[2].GetString()! : "",
                Payload = type == 2 ? root[3] : root[2],
            };
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or IndexOutOfRangeException or FormatException)
        {
            return frame;
        }
    }
}
