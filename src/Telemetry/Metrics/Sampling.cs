namespace ChargerFirmware.Telemetry.Metrics;

/// <summary>The usual ways to sample an instrument.</summary>
internal static class Sampling
{
    /// <summary>One value of the station; null is not known.</summary>
    public static Action<SampledStation, InstrumentValues> OfStation(Func<SampledStation, double?> look) => (station, values) => values.Set(look(station));

    /// <inheritdoc cref="OfStation(Func{SampledStation, double?})"/>
    public static Action<SampledStation, InstrumentValues> OfStation(Func<SampledStation, bool> look) => (station, values) => values.Set(look(station));

    /// <summary>One value of each connector; null is not known.</summary>
    public static Action<SampledStation, InstrumentValues> OfConnectors(Func<SampledConnector, double?> look) => (station, values) =>
    {
        foreach (var connector in station.Connectors)
        {
            values.Set(look(connector), connector.Label);
        }
    };

    /// <inheritdoc cref="OfConnectors(Func{SampledConnector, double?})"/>
    public static Action<SampledStation, InstrumentValues> OfConnectors(Func<SampledConnector, bool> look) => OfConnectors(
        connector => look(connector) ? 1 : 0);
}
