namespace ChargerFirmware.Listening;

/// <summary>A program was asked to listen where, or how, it must not; the message names the option that would do.</summary>
public sealed class ListeningException(string message) : Exception(message);
