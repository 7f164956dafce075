using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Ocpp16.Messages.SmartCharging;

/// <summary>Asks what limit will hold over a time to come. OCPP 1.6, 5.7.</summary>
public sealed record GetCompositeScheduleRequest
{
    /// <summary>0 for the whole station at its supply.</summary>
    public required int ConnectorId { get; init; }

    /// <summary>In seconds.</summary>
    public required int Duration { get; init; }

    public ChargingRateUnitType? ChargingRateUnit { get; init; }
}

/// <summary>Answers <see cref="GetCompositeScheduleRequest"/>.</summary>
public sealed record GetCompositeScheduleResponse
{
    public required GetCompositeScheduleStatus Status { get; init; }

    public int? ConnectorId { get; init; }

    public DateTimeOffset? ScheduleStart { get; init; }

    public ChargingSchedule? ChargingSchedule { get; init; }
}
