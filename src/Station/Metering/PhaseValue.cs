namespace ChargerFirmware.Station.Metering;

/// <summary>What is measured of one phase.</summary>
/// <param name="Phase">The grid's: 0 for L1 to 2 for L3. Null at DC.</param>
/// <param name="VoltageV">To neutral, or DC output voltage, in V.</param>
/// <param name="CurrentA">In A, import positive.</param>
/// <param name="PowerW">Active power in W, import positive.</param>
public readonly record struct PhaseValue(int? Phase, double VoltageV, double CurrentA, double PowerW);
