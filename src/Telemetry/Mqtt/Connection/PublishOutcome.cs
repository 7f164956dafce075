namespace ChargerFirmware.Telemetry.Mqtt.Connection;

/// <summary>What became of a message.</summary>
/// <param name="Refusal">Why the broker does not take it; null unless it said so.</param>
public readonly record struct PublishOutcome(bool IsTaken, string? Refusal = null)
{
    /// <summary>The broker has it, or it is on its way.</summary>
    public static PublishOutcome Taken => new(true);

    /// <summary>The connection ended first: the outcome is unknown.</summary>
    public static PublishOutcome Lost => new(false);

    /// <summary>The broker does not want it.</summary>
    public static PublishOutcome Refused(string why) => new(false, why);
}
