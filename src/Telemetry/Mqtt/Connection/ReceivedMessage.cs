namespace ChargerFirmware.Telemetry.Mqtt.Connection;

/// <summary>A message of a subscription.</summary>
/// <param name="Payload">Null when it is longer than a command may be.</param>
/// <param name="WasRetained">It waited at the broker, who knows how long.</param>
/// <param name="ResponseTopic">MQTT 5.0: where an answer is wanted.</param>
/// <param name="Correlation">MQTT 5.0: what the answer is known by.</param>
public sealed record ReceivedMessage(
    string Topic, ReadOnlyMemory<byte>? Payload, bool WasRetained, string? ResponseTopic = null, ReadOnlyMemory<byte>? Correlation = null)
{
    public override string ToString() => $"{Topic}, {(Payload is { } payload ? $"{payload.Length} bytes" : "too long")}";
}
