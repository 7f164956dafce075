namespace ChargerFirmware.Tests.Load;

/// <summary>There is no connection any more, or none yet.</summary>
/// <param name="kind">In a few words, the same for all of its kind.</param>
internal sealed class ConnectionLostException(string kind) : Exception(kind);
