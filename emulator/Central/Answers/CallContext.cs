using ChargerFirmware.Central.Behaviour;
using ChargerFirmware.Central.Violations;

namespace ChargerFirmware.Central.Answers;

/// <summary>A call of a station while it is carried out.</summary>
/// <param name="Now">By the world's clock.</param>
/// <param name="Clock">What the station is given, and by how much its stamps may be off for that.</param>
/// <param name="Connection">Stands for the connection over which the call came.</param>
/// <param name="Plan">What the station will hear instead of the right answer, if anything.</param>
internal sealed record CallContext(
    KnownStation Station, DateTimeOffset Now, CentralClock Clock, object Connection, PlannedAnswer? Plan, Action<ViolationKind, string> Report);
