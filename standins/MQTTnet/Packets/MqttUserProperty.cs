using System.Text;

namespace MQTTnet.Packets;

/// <summary>A name and a value of the user's own (MQTT 5.0, 3.1.2.11.8).</summary>
public sealed class MqttUserProperty
{
    public MqttUserProperty(string name, ReadOnlyMemory<byte> value)
    {
        Name = name ?? throw new ArgumentNullException(nameof(name));
        ValueBuffer = value;
    }

    public string Name { get; }

    public ReadOnlyMemory<byte> ValueBuffer { get; }

    public override bool Equals(object? obj) => Equals(obj as MqttUserProperty);

    public bool Equals(MqttUserProperty? other) => other is not null && Name == other.Name && ValueBuffer.Span.SequenceEqual(other.ValueBuffer.Span);

    public override int GetHashCode() => HashCode.Combine(Name, ValueBuffer.Length);

    public override string ToString() => $"{Name} = {Encoding.UTF8.GetString(ValueBuffer.Span)}";
}
