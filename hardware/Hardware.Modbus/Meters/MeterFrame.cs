namespace ChargerFirmware.Hardware.Modbus.Meters;

/// <summary>An exchange with a real meter, byte for byte, and what it means: the proof of a map.</summary>
/// <param name="Request">RTU frame.</param>
/// <param name="Response">RTU frame.</param>
/// <param name="Values">By the quantity's place in the map file, <c>phases[0].voltageV</c>.</param>
public sealed record MeterFrame(string Source, byte[] Request, byte[] Response, IReadOnlyDictionary<string, double> Values);
