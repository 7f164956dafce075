using ChargerFirmware.Station.Profiles;
using ChargerFirmware.Station.Protocol.Configuration;
using static ChargerFirmware.Station.Protocol.Configuration.KeyText;

namespace ChargerFirmware.Station.Ocpp16.Configuration;

/// <summary>The keys of the profile Smart Charging (OCPP 1.6, 9.4): what the station takes, so all of them are read-only.</summary>
internal static class SmartChargingKeys
{
    public static IReadOnlyList<ConfigurationKey> All { get; } =
    [
        ReadOnly("ChargeProfileMaxStackLevel", _ => Of(ProfileRules.MaxStackLevel)),
        ReadOnly("ChargingScheduleAllowedChargingRateUnit",
            at => string.Join(',', at.Station.Profiles.Units.Select(unit => unit == ChargingRateUnit.A ? "Current" : "Power"))),
        ReadOnly("ChargingScheduleMaxPeriods", _ => Of(ProfileRules.MaxPeriods)),

        // No board has a contactor of its own for the phases that a single-phase vehicle leaves alone.
        ReadOnly("ConnectorSwitch3to1PhaseSupported", _ => Of(false)),
        ReadOnly("MaxChargingProfilesInstalled", _ => Of(ProfileRules.MaxProfilesInstalled)),
    ];
}
