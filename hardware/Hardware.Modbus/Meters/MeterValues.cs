namespace ChargerFirmware.Hardware.Modbus.Meters;

/// <summary>What a meter's registers say at one moment, in base units.</summary>
public sealed record MeterValues(double EnergyImportWh, double PowerW, IReadOnlyList<PhaseReading> Phases)
{
    /// <summary>The least by which the energy can step where it stands now.</summary>
    public double EnergyStepWh { get; init; } = 1;

    public double? FrequencyHz { get; init; }

    public double? TemperatureC { get; init; }
}
