using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Connectors;

namespace ChargerFirmware.Station;

/// <summary>All devices of a station in their roles.</summary>
public sealed record StationDevices
{
    public required IReadOnlyList<ConnectorDevices> Connectors { get; init; }

    public IContact? EmergencyStop { get; init; }

    public IContact? Door { get; init; }

    /// <summary>Active while the mains are lost and a battery keeps the station alive; null where it dies with them.</summary>
    public IContact? Mains { get; init; }

    /// <summary>How well the modem or router is heard; null on a wired station.</summary>
    public ISignalSensor? Signal { get; init; }

    public IEnableLine? EnableLine { get; init; }
}
