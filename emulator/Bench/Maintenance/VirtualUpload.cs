namespace ChargerFirmware.Bench.Maintenance;

/// <summary>A file that a station has uploaded.</summary>
/// <param name="Location">Where to, without user and query.</param>
public sealed record VirtualUpload(string Location, string Name, ReadOnlyMemory<byte> Content);
