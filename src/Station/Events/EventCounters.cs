namespace ChargerFirmware.Station.Events;

/// <summary>What outlives the events themselves.</summary>
/// <param name="Sequence">The last <see cref="StationEvent.Sequence"/> that was given.</param>
/// <param name="Number">The last <see cref="StationEvent.Number"/> that was given.</param>
internal sealed record EventCounters(long Sequence, long Number);
