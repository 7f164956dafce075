namespace ChargerFirmware.Bench;

/// <summary>A defect of the station's own program, injected on purpose.</summary>
public sealed class InjectedFaultException() : Exception("This turn was made to fail on purpose.");
