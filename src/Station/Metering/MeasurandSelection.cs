namespace ChargerFirmware.Station.Metering;

/// <summary>One item of a list such as MeterValuesSampledData: a measurand, or one phase of it (<c>Voltage.L1</c>).</summary>
/// <param name="Phase">0 for L1 to 2 for L3; null for all there are.</param>
public readonly record struct MeasurandSelection(Measurand Measurand, int? Phase = null);
