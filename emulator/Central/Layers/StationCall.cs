using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central.Layers;

/// <summary>A call of a station while it is answered.</summary>
/// <param name="Connection">Over which it came.</param>
public sealed record StationCall(ConnectedStation Station, StationConnection Connection, IncomingCall Call)
{
    /// <summary>A layer further out will not give the right answer on: the station does not learn it.</summary>
    public bool IsSpoilt { get; init; }
}
