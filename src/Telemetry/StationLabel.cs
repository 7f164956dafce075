namespace ChargerFirmware.Telemetry;

/// <summary>Who the station is, as topics, labels and logs name it.</summary>
/// <param name="Id">Its identity at the central system.</param>
public sealed record StationLabel(string Id, string Vendor, string Model, string? SerialNumber, string FirmwareVersion);
