using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Ocpp16.Messages.SmartCharging;

/// <summary>Installs a charging profile. OCPP 1.6, 5.16.</summary>
public sealed record SetChargingProfileRequest
{
    /// <summary>0 for the whole station.</summary>
    public required int ConnectorId { get; init; }

    public required ChargingProfile CsChargingProfiles { get; init; }
}

/// <summary>Answers <see cref="SetChargingProfileRequest"/>.</summary>
public sealed record SetChargingProfileResponse
{
    public required ChargingProfileStatus Status { get; init; }
}
