namespace ChargerFirmware.Bench;

/// <summary>The bench cannot do what it was asked for; the message says why and what would do.</summary>
public class BenchException(string message) : Exception(message);
