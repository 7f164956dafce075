namespace ChargerFirmware.Emulator.Physics;

/// <summary>The modem or router by which the station reaches its central system.</summary>
public sealed class Radio
{
    /// <summary>Received signal strength in dBm.</summary>
    public double SignalDbm { get; set; } = -75;
}
