using ChargerFirmware.Hardware;

namespace ChargerFirmware.Station.Devices;

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

    /// <summary>The station's own contacts and signal, and its readers; not what belongs to a connector. Raised on the loop.</summary>
    public event Action? Changed
    {
        add
        {
            EmergencyStop?.Changed += value;
            Door?.Changed += value;
            Mains?.Changed += value;
            Signal?.Changed += value;
            foreach (var reader in Readers)
            {
                reader.Changed += value;
            }
        }

        remove
        {
            EmergencyStop?.Changed -= value;
            Door?.Changed -= value;
            Mains?.Changed -= value;
            Signal?.Changed -= value;
            foreach (var reader in Readers)
            {
                reader.Changed -= value;
            }
        }
    }

    /// <summary>Each once, however many connectors it serves.</summary>
    public IEnumerable<IRfidReader> Readers => Connectors.Select(connector => connector.Reader).OfType<IRfidReader>().Distinct();

    /// <summary>Whether this connector's reader serves others, too.</summary>
    public bool SharesReader(ConnectorDevices connector) =>
        connector.Reader is { } reader && Connectors.Any(other => other.ConnectorId != connector.ConnectorId && ReferenceEquals(other.Reader, reader));
}
