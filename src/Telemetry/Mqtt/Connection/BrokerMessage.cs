namespace ChargerFirmware.Telemetry.Mqtt.Connection;

/// <summary>A message to a broker.</summary>
/// <param name="AtLeastOnce">QoS 1; else QoS 0.</param>
public sealed record BrokerMessage(string Topic, ReadOnlyMemory<byte> Payload, bool AtLeastOnce = false, bool Retain = false)
{
    /// <summary>MQTT 5.0: what the asker gave to know the answer by.</summary>
    public ReadOnlyMemory<byte>? Correlation { get; init; }

    public override string ToString() => $"{Topic}, {Payload.Length} bytes";
}
