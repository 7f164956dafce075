using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central.Judging;

/// <summary>A call of a station while it is judged.</summary>
/// <param name="Now">By the world's clock.</param>
/// <param name="Clock">What the station is given, and by how much its stamps may be off for that.</param>
/// <param name="Connection">Stands for the connection over which the call came.</param>
/// <param name="IsSpoilt">The station will not hear the right answer.</param>
public sealed record JudgedCall(
    IncomingCall Call, DateTimeOffset Now, CentralClock Clock, object Connection, bool IsSpoilt, Action<ViolationKind, string> Report);
