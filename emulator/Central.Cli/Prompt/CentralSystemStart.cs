namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>How <c>start_cs</c> starts a central system.</summary>
/// <param name="Port">Of loopback; 0 for any free one.</param>
/// <param name="PingInterval">Zero for never.</param>
internal sealed record CentralSystemStart(int Port, TimeSpan PingInterval);
