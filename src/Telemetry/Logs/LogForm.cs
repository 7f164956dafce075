namespace ChargerFirmware.Telemetry.Logs;

/// <summary>What a line of the log looks like.</summary>
public enum LogForm
{
    /// <summary>For people: time, level, where, what, and the fields behind it.</summary>
    Text,

    /// <summary>For systemd's journal, which stamps lines by itself and takes their level from a prefix.</summary>
    Journal,

    /// <summary>For machines: one JSON object a line.</summary>
    Json,
}
