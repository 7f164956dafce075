using System.Text;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace MQTTnet.Wire;

/// <summary>
/// The properties of one packet (MQTT 5.0, 2.2.2). All of the standard's are read by their type, whether or not the packet's class
/// shows them; one the standard does not know ends the connection, for its length is unknown too.
/// </summary>
internal sealed class Properties
{
    private readonly SortedDictionary<MqttPropertyId, object> _values = [];

    public List<MqttUserProperty>? User { get; set; }

    public List<uint>? SubscriptionIdentifiers { get; set; }

    public static Properties Read(ref PacketReader packet)
    {
        var reader = packet.Part(packet.VariableInteger());
        var properties = new Properties();
        while (!reader.AtEnd)
        {
            var id = (MqttPropertyId)reader.VariableInteger();
            switch (id)
            {
                case MqttPropertyId.UserProperty:
                    (properties.User ??= []).Add(new MqttUserProperty(reader.Text(), Encoding.UTF8.GetBytes(reader.Text())));
                    break;
                case MqttPropertyId.SubscriptionIdentifier:
                    (properties.SubscriptionIdentifiers ??= []).Add(reader.VariableInteger());
                    break;
                default:
                    if (!properties._values.TryAdd(id, Value(ref reader, id)))
                    {
                        throw new MqttProtocolViolationException($"The property {id} stands there twice.");
                    }

                    break;
            }
        }

        return properties;
    }

    public uint Number(MqttPropertyId id, uint absent = 0) => _values.TryGetValue(id, out var value) ? (uint)value : absent;

    public bool Flag(MqttPropertyId id, bool absent) => _values.TryGetValue(id, out var value) ? (uint)value != 0 : absent;

    public string? Text(MqttPropertyId id) => (string?)_values.GetValueOrDefault(id);

    public byte[]? Binary(MqttPropertyId id) => (byte[]?)_values.GetValueOrDefault(id);

    /// <summary>Says a number, a text or bytes; what is null or the value that absence means is left out.</summary>
    public Properties With(MqttPropertyId id, object? value, object? absent = null)
    {
        if (value is not null && !value.Equals(absent))
        {
            _values[id] = value;
        }

        return this;
    }

    public Properties With(MqttPropertyId id, uint value, uint absent = 0) => With(id, (object)value, absent);

    public Properties With(MqttPropertyId id, bool value, bool absent) => With(id, value ? 1u : 0u, absent ? 1u : 0u);

    public void Write(MqttBufferWriter packet)
    {
        if (_values.Count == 0 && User is null or [] && SubscriptionIdentifiers is null or [])
        {
            packet.Byte(0);
            return;
        }

        var writer = new MqttBufferWriter(64, int.MaxValue);
        foreach (var (id, value) in _values)
        {
            writer.Byte((int)id);
            Write(writer, id, value);
        }

        foreach (var identifier in SubscriptionIdentifiers ?? [])
        {
            writer.Byte((int)MqttPropertyId.SubscriptionIdentifier);
            writer.VariableInteger(identifier);
        }

        foreach (var property in User ?? [])
        {
            writer.Byte((int)MqttPropertyId.UserProperty);
            writer.Text(property.Name);
            writer.Binary(property.ValueBuffer.Span);
        }

        packet.VariableInteger((uint)writer.Length);
        packet.Raw(writer.Written);
    }

    private static object Value(ref PacketReader reader, MqttPropertyId id) => TypeOf(id) switch
    {
        PropertyType.Byte => (uint)reader.Byte(),
        PropertyType.TwoBytes => (uint)reader.TwoBytes(),
        PropertyType.FourBytes => reader.FourBytes(),
        PropertyType.VariableInteger => reader.VariableInteger(),
        PropertyType.Text => reader.Text(),
        _ => reader.Binary(),
    };

    private static void Write(MqttBufferWriter writer, MqttPropertyId id, object value)
    {
        switch (TypeOf(id))
        {
            case PropertyType.Byte:
                writer.Byte((int)(uint)value);
                break;
            case PropertyType.TwoBytes:
                writer.TwoBytes((ushort)(uint)value);
                break;
            case PropertyType.FourBytes:
                writer.FourBytes((uint)value);
                break;
            case PropertyType.VariableInteger:
                writer.VariableInteger((uint)value);
                break;
            case PropertyType.Text:
                writer.Text((string)value);
                break;
            default:
                writer.Binary((byte[])value);
                break;
        }
    }

    private static PropertyType TypeOf(MqttPropertyId id) => id switch
    {
        MqttPropertyId.PayloadFormatIndicator or MqttPropertyId.RequestProblemInformation or MqttPropertyId.RequestResponseInformation
            or MqttPropertyId.MaximumQoS or MqttPropertyId.RetainAvailable or MqttPropertyId.WildcardSubscriptionAvailable
            or MqttPropertyId.SubscriptionIdentifiersAvailable or MqttPropertyId.SharedSubscriptionAvailable => PropertyType.Byte,
        MqttPropertyId.ServerKeepAlive or MqttPropertyId.ReceiveMaximum or MqttPropertyId.TopicAliasMaximum
            or MqttPropertyId.TopicAlias => PropertyType.TwoBytes,
        MqttPropertyId.MessageExpiryInterval or MqttPropertyId.SessionExpiryInterval or MqttPropertyId.WillDelayInterval
            or MqttPropertyId.MaximumPacketSize => PropertyType.FourBytes,
        MqttPropertyId.SubscriptionIdentifier => PropertyType.VariableInteger,
        MqttPropertyId.ContentType or MqttPropertyId.ResponseTopic or MqttPropertyId.AssignedClientIdentifier
            or MqttPropertyId.AuthenticationMethod or MqttPropertyId.ResponseInformation or MqttPropertyId.ServerReference
            or MqttPropertyId.ReasonString => PropertyType.Text,
        MqttPropertyId.CorrelationData or MqttPropertyId.AuthenticationData => PropertyType.Binary,
        MqttPropertyId.UserProperty => PropertyType.Pair,
        _ => throw new MqttProtocolViolationException($"{(uint)id} is no property of MQTT 5.0."),
    };
}
