namespace ChargerFirmware.Bench;

/// <summary>There is no physical fault by that name there; the message lists what there is.</summary>
public sealed class NoSuchFaultException(string message) : BenchException(message);
