using ChargerFirmware.CentralSystem.Behaviour;
using ChargerFirmware.CentralSystem.Violations;

namespace ChargerFirmware.CentralSystem.Answers;

/// <summary>A call of a station while it is carried out.</summary>
/// <param name="Now">By the central system's clock.</param>
/// <param name="Connection">Stands for the connection over which the call came.</param>
/// <param name="Plan">What the station will hear instead of the right answer, if anything.</param>
internal sealed record CallContext(
    ConnectedStation Station, DateTimeOffset Now, object Connection, PlannedAnswer? Plan, Action<ViolationKind, string> Report);
