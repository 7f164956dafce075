namespace MQTTnet.Formatter;

/// <summary>Version of the protocol as the CONNECT packet says it.</summary>
public enum MqttProtocolVersion
{
    Unknown = 0,
    V310 = 3,
    V311 = 4,
    V500 = 5,
}
