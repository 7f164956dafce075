namespace MQTTnet.Wire;

/// <summary>How the value of a property is written (MQTT 5.0, 2.2.2.2).</summary>
internal enum PropertyType
{
    Byte,
    TwoBytes,
    FourBytes,
    VariableInteger,
    Text,
    Binary,
    Pair,
}
