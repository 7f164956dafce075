using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.SmartCharging;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Station.Ocpp16.SmartCharging;

/// <summary>OCPP 1.6, 5.5: Unknown where nothing matched.</summary>
internal sealed class ClearChargingProfileHandler(ChargingStation station)
    : ActionHandler<ClearChargingProfileRequest, ClearChargingProfileResponse>(Ocpp16Catalog.ClearChargingProfile)
{
    public override async Task<ActionReply<ClearChargingProfileResponse>> HandleAsync(ClearChargingProfileRequest request)
    {
        var cleared = await station.Profiles.ClearAsync(
            request.Id,
            request.ConnectorId,
            request.ChargingProfilePurpose is { } purpose ? ChargingProfileMapping.Read(purpose) : null,
            request.StackLevel);
        return await Answer(new ClearChargingProfileResponse
        {
            Status = cleared ? ClearChargingProfileStatus.Accepted : ClearChargingProfileStatus.Unknown,
        });
    }
}
