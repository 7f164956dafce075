namespace ChargerFirmware.Emulator.Cli.Api;

/// <summary>What to break or to mend.</summary>
/// <param name="ErrorCode">A cause's name, or an error code.</param>
/// <param name="Info">A remark for the log; it changes nothing.</param>
internal sealed record FaultRequest(string? ErrorCode, string? Info);
