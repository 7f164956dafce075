namespace ChargerFirmware.Bench.Scenarios;

/// <summary>A time for which a contactor's contacts were closed, and what flowed through them.</summary>
internal readonly record struct ClosedStretch(DateTimeOffset From, DateTimeOffset To, double FlowedWh);
