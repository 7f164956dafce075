namespace MQTTnet.Wire;

/// <summary>How large things on the wire may be.</summary>
internal static class Limits
{
    /// <summary>Four bytes of seven bits (MQTT 5.0, 1.5.5); also the longest remaining length.</summary>
    public const uint LargestVariableInteger = 268_435_455;
}
