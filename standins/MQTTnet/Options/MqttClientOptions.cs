using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace MQTTnet;

/// <summary>Whom to connect to, as whom, and how.</summary>
public sealed class MqttClientOptions
{
    public IMqttClientChannelOptions? ChannelOptions { get; set; }

    /// <summary>Whether a session the server may have kept is forgotten; called Clean Start in 5.0.</summary>
    public bool CleanSession { get; set; } = true;

    public string ClientId { get; set; } = Guid.NewGuid().ToString("N");

    public IMqttClientCredentialsProvider? Credentials { get; set; }

    /// <summary>The longest time without a packet to the server; zero sends no pings.</summary>
    public TimeSpan KeepAlivePeriod { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Bytes of the largest packet taken from the server; 0 is no limit but the protocol's.</summary>
    public uint MaximumPacketSize { get; set; }

    public MqttProtocolVersion ProtocolVersion { get; set; } = MqttProtocolVersion.V500;

    /// <summary>Messages with QoS 1 the server may leave unanswered at a time; 0 is the protocol's 65,535.</summary>
    public ushort ReceiveMaximum { get; set; }

    public bool RequestProblemInformation { get; set; } = true;

    public bool RequestResponseInformation { get; set; }

    /// <summary>Seconds.</summary>
    public uint SessionExpiryInterval { get; set; }

    /// <summary>The time an operation may take whose caller gave no token.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(100);

    public List<MqttUserProperty>? UserProperties { get; set; }

    /// <summary>Whether what the protocol version cannot say is refused; else it is left out.</summary>
    public bool ValidateFeatures { get; set; } = true;

    public string? WillContentType { get; set; }

    public byte[]? WillCorrelationData { get; set; }

    /// <summary>Seconds.</summary>
    public uint WillDelayInterval { get; set; }

    /// <summary>Seconds.</summary>
    public uint WillMessageExpiryInterval { get; set; }

    public byte[]? WillPayload { get; set; }

    public MqttPayloadFormatIndicator WillPayloadFormatIndicator { get; set; }

    public MqttQualityOfServiceLevel WillQualityOfServiceLevel { get; set; }

    public string? WillResponseTopic { get; set; }

    public bool WillRetain { get; set; }

    /// <summary>There is a will when this is set.</summary>
    public string? WillTopic { get; set; }

    public List<MqttUserProperty>? WillUserProperties { get; set; }
}
