using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>One limit of a schedule, until the next one begins (OCPP 1.6, 7.14).</summary>
public sealed record ChargingSchedulePeriod
{
    /// <summary>Seconds from the beginning of the schedule.</summary>
    public required int StartPeriod { get; init; }

    /// <summary>In the schedule's unit.</summary>
    [JsonConverter(typeof(TenthStep))]
    public required decimal Limit { get; init; }

    /// <summary>Phases that may be used; null means three.</summary>
    public int? NumberPhases { get; init; }
}
