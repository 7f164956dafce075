using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Metering;

namespace ChargerFirmware.Telemetry.Metrics;

/// <summary>A connector at the instant at which its instruments are sampled.</summary>
/// <param name="Label">Its number.</param>
/// <param name="Measured">What is known: of a meter that does not answer, nothing.</param>
internal sealed record SampledConnector(Connector Connector, string Label, Snapshot Measured);
