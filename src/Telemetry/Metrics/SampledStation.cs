using ChargerFirmware.Station;

namespace ChargerFirmware.Telemetry.Metrics;

/// <summary>A station at the instant at which its instruments are sampled. Used on the loop.</summary>
/// <param name="sources">What there is to look at.</param>
/// <param name="startedAt">When it was switched on, as a <see cref="TimeProvider.GetTimestamp"/> of the loop's time.</param>
internal sealed class SampledStation(TelemetrySources sources, long startedAt)
{
    public TelemetrySources Sources => sources;

    public ChargingStation Station => sources.Station;

    public DateTimeOffset StartedAt => sources.Station.Clock.At(startedAt);

    public IReadOnlyList<SampledConnector> Connectors { get; } =
        [.. sources.Station.Connectors.Select(connector => new SampledConnector(connector, ConnectorLabel.Of(connector.Id), connector.Known()))];
}
