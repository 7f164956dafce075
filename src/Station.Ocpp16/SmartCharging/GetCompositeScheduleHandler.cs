using ChargerFirmware.Ocpp;
using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.SmartCharging;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Station.Ocpp16.SmartCharging;

/// <summary>OCPP 1.6, 5.7: from now on. Rejected where there is no such connector.</summary>
internal sealed class GetCompositeScheduleHandler(ChargingStation station)
    : ActionHandler<GetCompositeScheduleRequest, GetCompositeScheduleResponse>(Ocpp16Catalog.GetCompositeSchedule)
{
    public override Task<ActionReply<GetCompositeScheduleResponse>> HandleAsync(GetCompositeScheduleRequest request)
    {
        if (request.Duration < 0)
        {
            return Refuse(
                ErrorCode.PropertyConstraintViolation, $"duration: expected 0 or more seconds, found {request.Duration}");
        }

        var schedule = station.Profiles.Compose(
            request.ConnectorId, request.Duration, request.ChargingRateUnit is { } unit ? ChargingProfileMapping.Read(unit) : null);
        return Answer(schedule is null
            ? new GetCompositeScheduleResponse { Status = GetCompositeScheduleStatus.Rejected }
            : new GetCompositeScheduleResponse
            {
                Status = GetCompositeScheduleStatus.Accepted,
                ConnectorId = request.ConnectorId,
                ScheduleStart = schedule.Start,
                ChargingSchedule = ChargingProfileMapping.Write(schedule),
            });
    }
}
