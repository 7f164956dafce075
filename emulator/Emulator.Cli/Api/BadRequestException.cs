namespace ChargerFirmware.Emulator.Cli.Api;

/// <summary>A parameter is none of those there are.</summary>
internal sealed class BadRequestException(string message) : Exception(message);
