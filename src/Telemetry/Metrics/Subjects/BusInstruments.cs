using static ChargerFirmware.Telemetry.Metrics.InstrumentKind;

namespace ChargerFirmware.Telemetry.Metrics.Subjects;

/// <summary>What goes over the buses to the devices.</summary>
internal static class BusInstruments
{
    private static readonly double[] s_exchanges = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

    private static readonly InstrumentDefinition s_requests = new(
        "charger.bus.requests", "{request}", Counter, "Requests to devices, each repetition for itself.", "bus");

    private static readonly InstrumentDefinition s_errors = new(
        "charger.bus.errors", "{error}", Counter,
        "Requests that brought no usable answer: timeout, crc, garbled, exception (refused by the device), closed, no_answer (a chip), other.",
        "bus", "kind");

    private static readonly InstrumentDefinition s_roundTrip = new(
        "charger.bus.round_trip", "s", Histogram, "How long the loop waited for an answer, from request to answer.", "bus") { Buckets = s_exchanges };

    public static InstrumentGroup Group { get; } = new([s_requests, s_errors, s_roundTrip], Count);

    private static void Count(Counting counting)
    {
        if (counting.Sources.Buses is not { } buses)
        {
            return;
        }

        foreach (var (bus, kinds) in buses.ErrorKinds)
        {
            counting.Add(s_requests, 0, bus);
            foreach (var kind in kinds)
            {
                counting.Add(s_errors, 0, bus, kind);
            }
        }

        buses.Ended += OnEnded;
        counting.AtEnd(() => buses.Ended -= OnEnded);

        void OnEnded(string bus, string? error, TimeSpan? took) => counting.Run(() =>
        {
            counting.Add(s_requests, 1, bus);
            if (error is not null)
            {
                counting.Add(s_errors, 1, bus, error);
            }

            if (took is { } answered)
            {
                counting.Record(s_roundTrip, answered.TotalSeconds, bus);
            }
        });
    }
}
