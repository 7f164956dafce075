namespace ChargerFirmware.Telemetry.Metrics;

/// <summary>Counts what goes over the buses to the devices. Used on the loop; ends counting when disposed.</summary>
internal sealed class BusCounters : IDisposable
{
    private readonly StationMeter _meter;
    private readonly IBusTraffic? _buses;
    private readonly Isolation _isolation;

    /// <param name="buses">Null where nobody counts there.</param>
    public BusCounters(StationMeter meter, IBusTraffic? buses, Isolation isolation)
    {
        _meter = meter;
        _buses = buses;
        _isolation = isolation;
        if (buses is null)
        {
            return;
        }

        foreach (var (bus, kinds) in buses.ErrorKinds)
        {
            meter.Add(Instruments.BusRequests, 0, bus);
            foreach (var kind in kinds)
            {
                meter.Add(Instruments.BusErrors, 0, bus, kind);
            }
        }

        buses.Ended += OnEnded;
    }

    public void Dispose()
    {
        if (_buses is not null)
        {
            _buses.Ended -= OnEnded;
        }
    }

    private void OnEnded(string bus, string? error, TimeSpan? took) => _isolation.Run(() =>
    {
        _meter.Add(Instruments.BusRequests, 1, bus);
        if (error is not null)
        {
            _meter.Add(Instruments.BusErrors, 1, bus, error);
        }

        if (took is { } answered)
        {
            _meter.Record(Instruments.BusRoundTrip, answered.TotalSeconds, bus);
        }
    });
}
