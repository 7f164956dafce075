namespace ChargerFirmware.Tests.Crash;

/// <summary>Something that must hold whatever is killed does not hold.</summary>
internal sealed class CrashException(string message) : Exception(message);
