using ChargerFirmware.Station.SmartCharging;

namespace ChargerFirmware.Telemetry.Mqtt.Pictures;

/// <summary>What an operator has set at a connector, in the unit it was given in.</summary>
internal sealed record Orders(decimal? LimitA, decimal? LimitW, bool Paused)
{
    public static Orders Of(OperatorOrder order) => new(In(order, ChargingRateUnit.A), In(order, ChargingRateUnit.W), order.IsPaused);

    private static decimal? In(OperatorOrder order, ChargingRateUnit unit) => order.Limit is { } limit && limit.Unit == unit ? limit.Value : null;
}
