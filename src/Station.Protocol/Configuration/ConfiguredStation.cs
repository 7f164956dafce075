using ChargerFirmware.Station.Settings;

namespace ChargerFirmware.Station.Protocol.Configuration;

/// <summary>What configuration keys show and tune: one station and its protocol.</summary>
public sealed record ConfiguredStation(ChargingStation Station, ProtocolSettings Protocol)
{
    public StationSettings Settings => Station.Settings;
}
