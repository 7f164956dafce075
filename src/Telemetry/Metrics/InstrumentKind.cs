namespace ChargerFirmware.Telemetry.Metrics;

/// <summary>What a number does over time, and who says it.</summary>
public enum InstrumentKind
{
    /// <summary>Only grows; counted when something happens.</summary>
    Counter,

    /// <summary>Only grows; counted elsewhere, and read when it is asked for.</summary>
    ObservedCounter,

    /// <summary>Goes up and down; read when it is asked for.</summary>
    Gauge,

    /// <summary>How often a value fell into which range.</summary>
    Histogram,
}
