namespace ChargerFirmware.Station.Profiles;

/// <summary>
/// What profiles will allow over a time to come (OCPP 1.6, 5.7). For a connector it shows what it may take when the others take nothing; the
/// station, what all may take together. Outlet, cable and an operator's limit bound it; heat, which cannot be foreseen, does not.
/// </summary>
public sealed class ScheduleForecast(ProfileStack stack, IReadOnlyList<ForecastConnector> connectors)
{
    /// <param name="connectorId">0 for the whole station; must be known.</param>
    /// <param name="unit">Null: the unit of what limits first, else the connector's own.</param>
    public CompositeSchedule Compose(int connectorId, DateTimeOffset start, int durationSeconds, ChargingRateUnit? unit, int maxPeriods)
    {
        var one = connectors.FirstOrDefault(connector => connector.Id == connectorId);
        var rateUnit = unit ?? NaturalUnit(one, start);
        return CompositeSchedule.Build(
            start, durationSeconds, rateUnit, maxPeriods,
            instant => Period(one is null ? StationLimitAt(instant, rateUnit) : LimitAt(one, instant, rateUnit)),
            after => NextChange(one, after));
    }

    private ChargingRateUnit NaturalUnit(ForecastConnector? one, DateTimeOffset instant)
    {
        var limit = one is null ? null : stack.TransactionLimitAt(one.Id, instant, one.TransactionStart);
        return (limit ?? stack.StationLimitAt(instant))?.Unit ??
            (connectors.Any(connector => connector == (one ?? connector) && !connector.Supply.IsDirectCurrent) ? ChargingRateUnit.A : ChargingRateUnit.W);
    }

    private (decimal Value, int? NumberPhases) LimitAt(ForecastConnector connector, DateTimeOffset instant, ChargingRateUnit unit)
    {
        var lowest = OwnLimitAt(connector, instant, limit => connector.Supply.Convert(limit, unit));
        return stack.StationLimitAt(instant) is { } station
            ? Lower(lowest, (connector.Supply.ConvertFromSupply(station, unit), station.NumberPhases))
            : lowest;
    }

    private (decimal Value, int? NumberPhases) StationLimitAt(DateTimeOffset instant, ChargingRateUnit unit)
    {
        var all = 0m;
        foreach (var connector in connectors)
        {
            all += OwnLimitAt(connector, instant, limit => AtSupply(connector.Supply, limit, unit)).Value;
        }

        return stack.StationLimitAt(instant) is { } station
            ? Lower((all, null), (StationIn(station, unit), station.NumberPhases))
            : (all, null);
    }

    /// <summary>A limit of the connector, in its own amperes or watts, as the supply sees it.</summary>
    private static decimal AtSupply(ConnectorSupply supply, RateLimit limit, ChargingRateUnit unit) => supply.IsDirectCurrent
        ? supply.ConvertAtSupply(new RateLimit(supply.Convert(limit, ChargingRateUnit.W), ChargingRateUnit.W), unit)
        : supply.Convert(limit, unit);

    private static decimal StationIn(RateLimit station, ChargingRateUnit unit) =>
        new ConnectorSupply { IsDirectCurrent = false, RatedCurrentA = 0 }.Convert(station, unit);

    private (decimal Value, int? NumberPhases) OwnLimitAt(ForecastConnector connector, DateTimeOffset instant, Func<RateLimit, decimal> convert)
    {
        var lowest = (convert(connector.Supply.Rating), (int?)null);
        if (connector.CableLimitA is { } cableA && !connector.Supply.IsDirectCurrent)
        {
            lowest = Lower(lowest, (convert(new RateLimit(cableA, ChargingRateUnit.A)), null));
        }

        if (connector.OrderedLimit is { } ordered)
        {
            lowest = Lower(lowest, (convert(ordered), null));
        }

        return stack.TransactionLimitAt(connector.Id, instant, connector.TransactionStart) is { } limit
            ? Lower(lowest, (convert(limit), limit.NumberPhases))
            : lowest;
    }

    private DateTimeOffset? NextChange(ForecastConnector? one, DateTimeOffset after) => connectors
        .Where(connector => one is null || connector == one)
        .Min(connector => stack.NextChange(connector.Id, after, connector.TransactionStart));

    /// <summary>The lower of two; of equal ones the second, which is a profile's.</summary>
    private static (decimal Value, int? NumberPhases) Lower((decimal Value, int? NumberPhases) one, (decimal Value, int? NumberPhases) other) =>
        other.Value <= one.Value ? other : one;

    /// <summary>Cut to a tenth: what is reported is never more than what holds.</summary>
    private static CompositePeriod Period((decimal Value, int? NumberPhases) limit) =>
        new(0, Math.Floor(limit.Value * 10) / 10, limit.NumberPhases);
}
