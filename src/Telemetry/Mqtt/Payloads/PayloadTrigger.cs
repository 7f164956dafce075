namespace ChargerFirmware.Telemetry.Mqtt.Payloads;

/// <summary>What makes a payload be published ahead of its period. Each period all of them are looked at.</summary>
internal enum PayloadTrigger
{
    /// <summary>Nothing does.</summary>
    Period,

    /// <summary>The start.</summary>
    Start,

    /// <summary>The start, and a change of the way to the central system.</summary>
    Backend,

    /// <summary>The start, and a report of the status: the station's, or this connector's.</summary>
    Report,
}
