namespace ChargerFirmware.Tests.Load;

/// <summary>The end of a session.</summary>
internal sealed record SentStop(DateTimeOffset Time, long MeterStopWh, string Reason);
