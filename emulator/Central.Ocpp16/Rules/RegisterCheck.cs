using ChargerFirmware.Central.Judging;

namespace ChargerFirmware.Central.Ocpp16.Rules;

/// <summary>
/// Follows a register that only ever counts up, and no faster than an outlet delivers. Readings may arrive in another order than they were
/// taken.
/// </summary>
internal sealed class RegisterCheck(DateTimeOffset time, decimal registerWh)
{
    // One side rounds to whole Wh, the other may not.
    private const decimal RoundingWh = 1;

    // The coarsest registers count kWh.
    private const decimal StepWh = 1000;

    // A clock-aligned value is stamped with the instant, and read a little later.
    private static readonly TimeSpan s_readLater = TimeSpan.FromSeconds(10);

    private DateTimeOffset _time = time;
    private decimal _registerWh = registerWh;

    /// <param name="mostPowerW">The most that the outlet delivers.</param>
    /// <returns>What is wrong with the reading, or null.</returns>
    public (ViolationKind Kind, string Complaint)? Follow(DateTimeOffset time, decimal registerWh, double mostPowerW)
    {
        if (time < _time)
        {
            return registerWh > _registerWh + RoundingWh ? (ViolationKind.MeterWentBack, Describe(time, registerWh, "is above")) : null;
        }

        var mostWh = ((decimal)mostPowerW * (decimal)(time - _time + s_readLater).TotalHours) + StepWh;
        (ViolationKind, string)? complaint = registerWh < _registerWh - RoundingWh
            ? (ViolationKind.MeterWentBack, Describe(time, registerWh, "is below"))
            : registerWh > _registerWh + mostWh
                ? (ViolationKind.MeterJumped, Describe(time, registerWh, "is more than an outlet delivers above"))
                : null;
        _time = time;
        _registerWh = registerWh;
        return complaint;
    }

    private string Describe(DateTimeOffset time, decimal registerWh, string relation) => FormattableString.Invariant(
        $"the register's {registerWh} Wh at {time.UtcDateTime:O} {relation} the {_registerWh} Wh at {_time.UtcDateTime:O}");
}
