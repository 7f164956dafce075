namespace ChargerFirmware.Telemetry.Mqtt.Topics;

/// <summary>How a topic's messages are to be understood.</summary>
public enum TopicKind
{
    /// <summary>A word, in either form.</summary>
    Word,

    /// <summary>How things stand: an object, or its values one by one.</summary>
    TopicPayload,

    /// <summary>Something that happened, or an answer: an object in either form.</summary>
    Event,
}
