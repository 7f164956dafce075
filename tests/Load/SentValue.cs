namespace ChargerFirmware.Tests.Load;

/// <summary>A meter value: the register in Wh at a time of the station's clock.</summary>
internal readonly record struct SentValue(DateTimeOffset Time, long RegisterWh);
