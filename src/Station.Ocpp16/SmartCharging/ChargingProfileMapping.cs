using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Profiles;
using Profile = ChargerFirmware.Station.Profiles.ChargingProfile;
using Schedule = ChargerFirmware.Station.Profiles.ChargingSchedule;
using Unit = ChargerFirmware.Station.Profiles.ChargingRateUnit;
using WireProfile = ChargerFirmware.Ocpp16.Types.ChargingProfile;
using WireSchedule = ChargerFirmware.Ocpp16.Types.ChargingSchedule;

namespace ChargerFirmware.Station.Ocpp16.SmartCharging;

/// <summary>Charging profiles between the wire's words and the station's own.</summary>
internal static class ChargingProfileMapping
{
    public static Profile Read(WireProfile profile, int connectorId) => new()
    {
        Id = profile.ChargingProfileId,
        ConnectorId = connectorId,
        StackLevel = profile.StackLevel,
        Purpose = Read(profile.ChargingProfilePurpose),
        Kind = profile.ChargingProfileKind switch
        {
            ChargingProfileKindType.Absolute => ProfileKind.Absolute,
            ChargingProfileKindType.Recurring => ProfileKind.Recurring,
            _ => ProfileKind.Relative,
        },
        Recurrency = profile.RecurrencyKind switch
        {
            RecurrencyKindType.Daily => Recurrency.Daily,
            RecurrencyKindType.Weekly => Recurrency.Weekly,
            _ => null,
        },
        ValidFrom = profile.ValidFrom,
        ValidTo = profile.ValidTo,
        Schedule = Read(profile.ChargingSchedule),
    };

    public static ProfilePurpose Read(ChargingProfilePurposeType purpose) => purpose switch
    {
        ChargingProfilePurposeType.ChargePointMaxProfile => ProfilePurpose.ChargePointMaxProfile,
        ChargingProfilePurposeType.TxDefaultProfile => ProfilePurpose.TxDefaultProfile,
        _ => ProfilePurpose.TxProfile,
    };

    public static Unit Read(ChargingRateUnitType unit) => unit == ChargingRateUnitType.A ? Unit.A : Unit.W;

    /// <summary>Without startSchedule: the answer's scheduleStart says it (errata v4.0).</summary>
    public static WireSchedule Write(CompositeSchedule schedule) => new()
    {
        Duration = schedule.DurationSeconds,
        ChargingRateUnit = schedule.Unit == Unit.A ? ChargingRateUnitType.A : ChargingRateUnitType.W,
        ChargingSchedulePeriod =
        [
            .. schedule.Periods.Select(period => new ChargingSchedulePeriod
            {
                StartPeriod = period.StartSeconds,
                Limit = period.Limit,
                NumberPhases = period.NumberPhases,
            }),
        ],
    };

    private static Schedule Read(WireSchedule schedule) => new()
    {
        Unit = Read(schedule.ChargingRateUnit),
        DurationSeconds = schedule.Duration,
        Start = schedule.StartSchedule,
        MinChargingRate = schedule.MinChargingRate,
        Periods = [.. schedule.ChargingSchedulePeriod.Select(period => new SchedulePeriod(period.StartPeriod, period.Limit, period.NumberPhases))],
    };
}
