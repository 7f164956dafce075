namespace ChargerFirmware.Bench;

/// <summary>What was expected has not come.</summary>
public sealed class ExpectationException(string message) : BenchException(message);
