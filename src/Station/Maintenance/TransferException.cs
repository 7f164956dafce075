namespace ChargerFirmware.Station.Maintenance;

/// <summary>A file could not be carried; the message says why and holds no password.</summary>
/// <param name="isFinal">Trying again would end the same way: an unknown protocol, a file too large.</param>
public sealed class TransferException(string message, bool isFinal = false, Exception? inner = null) : Exception(message, inner)
{
    public bool IsFinal { get; } = isFinal;
}
