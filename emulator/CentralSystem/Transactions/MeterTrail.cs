namespace ChargerFirmware.CentralSystem.Transactions;

/// <summary>Follows a register that only ever counts up. Readings may arrive in another order than they were taken.</summary>
internal sealed class MeterTrail(DateTimeOffset time, decimal registerWh)
{
    // One side rounds to whole Wh, the other may not.
    private const decimal RoundingWh = 1;

    private DateTimeOffset _time = time;
    private decimal _registerWh = registerWh;

    /// <returns>What is wrong with the reading, or null.</returns>
    public string? Follow(DateTimeOffset time, decimal registerWh)
    {
        if (time < _time)
        {
            return registerWh > _registerWh + RoundingWh ? Tell(time, registerWh, "is above") : null;
        }

        var complaint = registerWh < _registerWh - RoundingWh ? Tell(time, registerWh, "is below") : null;
        _time = time;
        _registerWh = registerWh;
        return complaint;
    }

    private string Tell(DateTimeOffset time, decimal registerWh, string relation) => FormattableString.Invariant(
        $"the register's {registerWh} Wh at {time.UtcDateTime:O} {relation} the {_registerWh} Wh at {_time.UtcDateTime:O}");
}
