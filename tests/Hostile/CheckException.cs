namespace ChargerFirmware.Tests.Hostile;

/// <summary>Something was not as it must be.</summary>
internal sealed class CheckException(string message) : Exception(message);
