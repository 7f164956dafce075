namespace ChargerFirmware.Hardware;

/// <summary>One phase of a meter reading; for DC the only one.</summary>
/// <param name="VoltageV">Voltage to neutral, or DC output voltage, in V.</param>
/// <param name="CurrentA">Current in A, import positive.</param>
/// <param name="PowerW">Active power in W, import positive.</param>
public readonly record struct PhaseReading(double VoltageV, double CurrentA, double PowerW);
