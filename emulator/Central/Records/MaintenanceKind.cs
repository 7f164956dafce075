namespace ChargerFirmware.Central.Records;

/// <summary>What a station was asked to do about its software.</summary>
public enum MaintenanceKind
{
    Firmware,
    Diagnostics,
}
