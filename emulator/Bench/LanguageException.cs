namespace ChargerFirmware.Bench;

/// <summary>What was said cannot be understood, whatever state the bench is in; the message says what was expected.</summary>
public sealed class LanguageException(string message) : BenchException(message);
