namespace ChargerFirmware.Hardware.Modbus.Meters;

/// <summary>What a meter's registers say at one moment, in base units.</summary>
public sealed record MeterValues(double EnergyImportWh, double PowerW, IReadOnlyList<PhaseReading> Phases)
{
    public double? FrequencyHz { get; init; }

    public double? TemperatureC { get; init; }
}
