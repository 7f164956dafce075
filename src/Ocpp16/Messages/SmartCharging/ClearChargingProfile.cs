using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Ocpp16.Messages.SmartCharging;

/// <summary>Removes charging profiles. Profiles must match whatever is not null. OCPP 1.6, 5.5.</summary>
public sealed record ClearChargingProfileRequest
{
    /// <summary>Where given, nothing else counts.</summary>
    public int? Id { get; init; }

    public int? ConnectorId { get; init; }

    public ChargingProfilePurposeType? ChargingProfilePurpose { get; init; }

    public int? StackLevel { get; init; }
}

/// <summary>Answers <see cref="ClearChargingProfileRequest"/>.</summary>
public sealed record ClearChargingProfileResponse
{
    public required ClearChargingProfileStatus Status { get; init; }
}
