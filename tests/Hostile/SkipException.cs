namespace ChargerFirmware.Tests.Hostile;

/// <summary>A check that this machine or user cannot run; it is counted and says why.</summary>
internal sealed class SkipException(string reason) : Exception(reason);
