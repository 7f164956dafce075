using ChargerFirmware.Ocpp;
using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.SmartCharging;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Station.Ocpp16.SmartCharging;

/// <summary>OCPP 1.6, 5.16: in force when it is answered. A connector that is not there is a CALLERROR (errata v4.0).</summary>
internal sealed class SetChargingProfileHandler(ChargingStation station)
    : ActionHandler<SetChargingProfileRequest, SetChargingProfileResponse>(Ocpp16Catalog.SetChargingProfile)
{
    public override async Task<ActionReply<SetChargingProfileResponse>> HandleAsync(SetChargingProfileRequest request)
    {
        if (request.ConnectorId != 0 && station.Find(request.ConnectorId) is null)
        {
            return await Refuse(
                ErrorCode.PropertyConstraintViolation, $"connectorId: expected 0 to {station.Connectors.Count}, found {request.ConnectorId}");
        }

        var fault = await station.Profiles.InstallAsync(
            ChargingProfileMapping.Read(request.CsChargingProfiles, request.ConnectorId), request.CsChargingProfiles.TransactionId);
        return await Answer(new SetChargingProfileResponse
        {
            Status = fault is null ? ChargingProfileStatus.Accepted : ChargingProfileStatus.Rejected,
        });
    }
}
