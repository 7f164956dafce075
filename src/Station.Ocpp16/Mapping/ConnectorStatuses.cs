using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Statuses;

namespace ChargerFirmware.Station.Ocpp16.Mapping;

/// <summary>The status of a connector in StatusNotification (OCPP 1.6, 7.7).</summary>
public static class ConnectorStatuses
{
    public static ChargePointStatus Write(ConnectorStatus status) => status switch
    {
        ConnectorStatus.Available => ChargePointStatus.Available,
        ConnectorStatus.Preparing => ChargePointStatus.Preparing,
        ConnectorStatus.Charging => ChargePointStatus.Charging,
        ConnectorStatus.SuspendedEV => ChargePointStatus.SuspendedEV,
        ConnectorStatus.SuspendedEVSE => ChargePointStatus.SuspendedEVSE,
        ConnectorStatus.Finishing => ChargePointStatus.Finishing,
        ConnectorStatus.Reserved => ChargePointStatus.Reserved,
        ConnectorStatus.Unavailable => ChargePointStatus.Unavailable,
        ConnectorStatus.Faulted => ChargePointStatus.Faulted,
    };
}
