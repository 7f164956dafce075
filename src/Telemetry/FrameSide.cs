namespace ChargerFirmware.Telemetry;

/// <summary>Who wrote a frame.</summary>
public enum FrameSide
{
    Station,
    CentralSystem,
}
