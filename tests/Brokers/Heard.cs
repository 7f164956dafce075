using System.Text.Json;

namespace ChargerFirmware.Tests.Brokers;

/// <summary>A message as mosquitto_sub has shown it.</summary>
internal sealed record Heard(string Topic, int Qos, bool Retained, string Payload)
{
    /// <summary>What makes mosquitto_sub say so much.</summary>
    public const string Format = "%t\\t%q\\t%r\\t%p";

    public JsonElement Json => JsonElement.Parse(Payload);

    public static Heard? Of(string line) =>
        line.Split('\t', 4) is [var topic, { Length: 1 } qos, { Length: 1 } retained, var payload] && char.IsAsciiDigit(qos[0])
            ? new Heard(topic, qos[0] - '0', retained == "1", payload)
            : null;

    public string? Text(string field) => Json.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
