namespace ChargerFirmware.Telemetry.Mqtt.Topics;

/// <summary>Whether a topic is the station's or each connector's.</summary>
public enum TopicScope
{
    Station,

    /// <summary>Below <c>connector/&lt;n&gt;/</c>, 1 for the first.</summary>
    Connector,

    /// <summary>The station's, and each connector's.</summary>
    Both,
}
