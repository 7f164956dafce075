namespace ChargerFirmware.Bench;

/// <summary>A register that began anew while the bench was watching.</summary>
/// <param name="FromWh">What had flowed when the old register could be read for the last time.</param>
public sealed record MeterChange(int Connector, DateTimeOffset At, double FromWh)
{
    /// <summary>What had flowed when the contactor was open again; null while it is not.</summary>
    public double? ToWh { get; internal set; }
}
