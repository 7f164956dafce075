namespace ChargerFirmware.Telemetry.Mqtt.Pictures;

/// <summary>What the station is.</summary>
internal sealed record StationInfo(string Vendor, string Model, string? SerialNumber, string FirmwareVersion, int Connectors)
{
    public static StationInfo Of(TelemetrySources sources) => new(
        sources.Label.Vendor, sources.Label.Model, sources.Label.SerialNumber, sources.Label.FirmwareVersion, sources.Station.Connectors.Count);
}
