namespace ChargerFirmware.Telemetry.Health;

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">A word of a short list; a connector's carries its number.</param>
/// <param name="Reason">For people; null when there is nothing to say.</param>
/// <param name="NeedsRestart">Only a new process repairs what fails here.</param>
public sealed record HealthCheck(string Name, CheckStatus Status, string? Reason = null, bool NeedsRestart = false);
