using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Store;

/// <summary>Something that a store is to keep. What is set twice under one key has its last value.</summary>
public abstract record StoreChange
{
    private StoreChange()
    {
    }

    /// <summary>Key: identity.</summary>
    public sealed record Station(StationRecord Record) : StoreChange;

    /// <summary>A connector's last status. Key: station, EVSE, connector.</summary>
    public sealed record Connector(ConnectorRecord Record) : StoreChange;

    /// <summary>One more entry of a state log.</summary>
    public sealed record State(StateEntry Entry) : StoreChange;

    /// <summary>A session has started, has ended, or was reported again. Key: id. The start (<see cref="SessionStart"/>) is another key.</summary>
    public sealed record Session(SessionRecord Record) : StoreChange;

    /// <summary>Meter values have come.</summary>
    /// <param name="SessionId">Null for those outside of any session.</param>
    public sealed record Values(string Identity, int ConnectorId, long? SessionId, IReadOnlyList<MeterSample> Samples) : StoreChange;

    /// <summary>Key: token, without regard to case.</summary>
    public sealed record Token(TokenRecord Record) : StoreChange;

    public sealed record TokenRemoved(string IdToken) : StoreChange;

    /// <summary>Key: station, id.</summary>
    public sealed record Reservation(ReservationRecord Record) : StoreChange;

    public sealed record ReservationRemoved(string Identity, int Id) : StoreChange;

    /// <summary>Key: station, name of the key without regard to case.</summary>
    public sealed record Configuration(ConfigurationRecord Record) : StoreChange;

    /// <summary>Key: station, profile id.</summary>
    public sealed record Profile(ProfileRecord Record) : StoreChange;

    public sealed record ProfileRemoved(string Identity, int ProfileId) : StoreChange;

    /// <summary>Key: station.</summary>
    public sealed record LocalList(LocalListRecord Record) : StoreChange;

    /// <summary>Key: station, kind, moment of the request.</summary>
    public sealed record Maintenance(MaintenanceRequest Request) : StoreChange;

    /// <summary>One more frame of the ring; the oldest give way.</summary>
    public sealed record Frame(FrameRecord Record) : StoreChange;

    /// <summary>All of a station but its sessions is forgotten.</summary>
    public sealed record StationForgotten(string Identity) : StoreChange;
}
