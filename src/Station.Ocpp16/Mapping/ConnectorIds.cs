namespace ChargerFirmware.Station.Ocpp16.Mapping;

/// <summary>
/// Connectors as OCPP 1.6 numbers them: 0 is the station as a whole (ChangeAvailability, 5.2), or any of its connectors (ReserveNow, 5.13),
/// where the station says null.
/// </summary>
public static class ConnectorIds
{
    public static int? Read(int connectorId) => connectorId == 0 ? null : connectorId;
}
