namespace ChargerFirmware.Bench.Views;

/// <summary>A transaction as its station has reported it.</summary>
/// <param name="StopTime">Null while it runs.</param>
/// <param name="EnergyWh">Null while it runs.</param>
public sealed record TransactionAtCentralView(int Id, int ConnectorId, string IdTag, DateTimeOffset StartTime, DateTimeOffset? StopTime, long? EnergyWh);
