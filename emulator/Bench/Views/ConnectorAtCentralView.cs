namespace ChargerFirmware.Bench.Views;

/// <summary>A connector as its station last reported it; 0 is the station.</summary>
public sealed record ConnectorAtCentralView(int ConnectorId, string Status, string ErrorCode);
