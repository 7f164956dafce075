using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>Limits over time (OCPP 1.6, 7.13).</summary>
public sealed record ChargingSchedule
{
    /// <summary>In seconds; null when the last period goes on.</summary>
    public int? Duration { get; init; }

    /// <summary>Where the time of an absolute schedule begins.</summary>
    public DateTimeOffset? StartSchedule { get; init; }

    public required ChargingRateUnitType ChargingRateUnit { get; init; }

    public required IReadOnlyList<ChargingSchedulePeriod> ChargingSchedulePeriod { get; init; }

    /// <summary>Below this the EV charges inefficiently, in <see cref="ChargingRateUnit"/>.</summary>
    [JsonConverter(typeof(OptionalTenthStep))]
    public decimal? MinChargingRate { get; init; }
}
