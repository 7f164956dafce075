namespace ChargerFirmware.Telemetry.Mqtt.Topics;

/// <summary>What a field holds; each may be null unless the table says otherwise.</summary>
public enum FieldType
{
    Text,
    Number,
    Truth,

    /// <summary>ISO 8601 in UTC, with milliseconds.</summary>
    Time,

    /// <summary>A list of texts.</summary>
    Texts,
}
