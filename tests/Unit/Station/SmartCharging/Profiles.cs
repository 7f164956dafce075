using ChargerFirmware.Station.Profiles;

namespace ChargerFirmware.Tests.Unit.Station.SmartCharging;

/// <summary>Profiles in a line of code, with times in seconds from one beginning.</summary>
internal static class Profiles
{
    public static DateTimeOffset Beginning { get; } = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset At(double seconds) => Beginning.AddSeconds(seconds);

    public static ChargingProfile Max(params (int Start, decimal Limit)[] periods) => Of(ProfilePurpose.ChargePointMaxProfile, 0, periods);

    public static ChargingProfile TxDefault(int connectorId, params (int Start, decimal Limit)[] periods) =>
        Of(ProfilePurpose.TxDefaultProfile, connectorId, periods);

    public static ChargingProfile Tx(int connectorId, params (int Start, decimal Limit)[] periods) => Of(ProfilePurpose.TxProfile, connectorId, periods);

    public static ChargingProfile For(this ChargingProfile profile, int seconds) =>
        profile with { Schedule = profile.Schedule with { DurationSeconds = seconds } };

    public static ChargingProfile From(this ChargingProfile profile, double seconds) =>
        profile with { Schedule = profile.Schedule with { Start = At(seconds) } };

    public static ChargingProfile Level(this ChargingProfile profile, int level) => profile with { StackLevel = level, Id = profile.Id + level };

    public static ChargingProfile Relative(this ChargingProfile profile) =>
        profile with { Kind = ProfileKind.Relative, Schedule = profile.Schedule with { Start = null } };

    public static ChargingProfile Every(this ChargingProfile profile, Recurrency recurrency) =>
        profile with { Kind = ProfileKind.Recurring, Recurrency = recurrency };

    public static ChargingProfile In(this ChargingProfile profile, ChargingRateUnit unit) =>
        profile with { Schedule = profile.Schedule with { Unit = unit } };

    public static ConnectorSupply Socket(int phases = 3) => new() { IsDirectCurrent = false, Phases = phases, RatedCurrentA = 32 };

    public static ConnectorSupply Dc() => new() { IsDirectCurrent = true, RatedCurrentA = 300, RatedPowerW = 120_000 };

    private static ChargingProfile Of(ProfilePurpose purpose, int connectorId, (int Start, decimal Limit)[] periods) => new()
    {
        Id = 100 * (int)purpose,
        ConnectorId = connectorId,
        StackLevel = 0,
        Purpose = purpose,
        Kind = ProfileKind.Absolute,
        Schedule = new ChargingSchedule
        {
            Unit = ChargingRateUnit.A,
            Start = Beginning,
            Periods = [.. periods.Select(period => new SchedulePeriod(period.Start, period.Limit))],
        },
    };
}
