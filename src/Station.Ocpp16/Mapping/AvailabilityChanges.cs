using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Connectors;

namespace ChargerFirmware.Station.Ocpp16.Mapping;

/// <summary>What ChangeAvailability is answered (OCPP 1.6, 7.3).</summary>
public static class AvailabilityChanges
{
    public static AvailabilityStatus Write(AvailabilityChange change) => change switch
    {
        AvailabilityChange.Accepted => AvailabilityStatus.Accepted,
        AvailabilityChange.Scheduled => AvailabilityStatus.Scheduled,
        AvailabilityChange.Rejected => AvailabilityStatus.Rejected,
    };
}
