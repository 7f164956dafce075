namespace ChargerFirmware.Station.Protocol;

/// <summary>What BootNotification says of the station.</summary>
public sealed record StationIdentity(string Vendor, string Model)
{
    public string? SerialNumber { get; init; }

    public string? FirmwareVersion { get; init; }

    public string? Iccid { get; init; }

    public string? Imsi { get; init; }

    public string? MeterType { get; init; }
}
