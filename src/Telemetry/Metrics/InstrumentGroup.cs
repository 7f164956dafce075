namespace ChargerFirmware.Telemetry.Metrics;

/// <summary>The instruments of one subject.</summary>
/// <param name="All">In the order in which they are written.</param>
/// <param name="Count">
/// Begins to count what happens at a station. Each counter begins at 0 for every word its labels can say, so that the first event is an increase
/// and not an appearance. Null where nothing is counted. On the loop.
/// </param>
internal sealed record InstrumentGroup(IReadOnlyList<InstrumentDefinition> All, Action<Counting>? Count = null);
