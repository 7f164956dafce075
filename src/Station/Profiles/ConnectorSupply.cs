using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Station.Profiles;

/// <summary>How amperes and watts become each other at one connector, and what it can carry.</summary>
/// <remarks>
/// Always by nominal figures: a limit that moved with the measured voltage would move with every reading. At an AC connector A is a phase, W
/// the power of the phases that the profile names, three where it names none, and never more than there are. At a DC connector A is a phase
/// of its three-phase supply, or the current at the outlet where the board says so; a figure of the whole station is always the supply's.
/// </remarks>
public sealed record ConnectorSupply
{
    public const decimal NominalVoltageV = 230;

    private const int SupplyPhases = 3;

    public required bool IsDirectCurrent { get; init; }

    /// <summary>AC phases of the outlet.</summary>
    public int Phases { get; init; } = SupplyPhases;

    /// <summary>The most current of the outlet, in A; AC a phase.</summary>
    public required decimal RatedCurrentA { get; init; }

    /// <summary>The most power of a DC connector in W.</summary>
    public decimal? RatedPowerW { get; init; }

    /// <summary>What A of a profile of this connector means; DC only.</summary>
    public CurrentReference Reference { get; init; }

    /// <summary>The voltage of a DC outlet at which its current is counted, in V.</summary>
    public decimal ReferenceVoltageV { get; init; } = UsualReferenceVoltageV;

    /// <summary>What a battery of the usual kind has.</summary>
    public static decimal UsualReferenceVoltageV => 400;

    /// <summary>The unit that the connector is controlled by.</summary>
    public ChargingRateUnit NaturalUnit => IsDirectCurrent ? ChargingRateUnit.W : ChargingRateUnit.A;

    /// <summary>What it delivers at most.</summary>
    public RateLimit Rating => IsDirectCurrent
        ? new RateLimit(RatedPowerW ?? RatedCurrentA * ReferenceVoltageV, ChargingRateUnit.W)
        : new RateLimit(RatedCurrentA, ChargingRateUnit.A);

    public static ConnectorSupply Of(ConnectorRoles roles) => new()
    {
        IsDirectCurrent = roles.Current == CurrentKind.Dc,
        Phases = roles.Phases,
        RatedCurrentA = (decimal)roles.MaxCurrentA,
        RatedPowerW = (decimal?)roles.MaxPowerW,
        Reference = roles.ProfileCurrent ?? CurrentReference.Grid,
        ReferenceVoltageV = (decimal?)roles.ReferenceVoltageV ?? UsualReferenceVoltageV,
    };

    /// <summary><paramref name="limit"/>, which speaks of this connector, in <paramref name="unit"/>.</summary>
    /// <param name="phasesInUse">
    /// Phases that the vehicle was seen to draw from: it cannot be kept to fewer, so a power is divided by at least as many.
    /// </param>
    public decimal Convert(RateLimit limit, ChargingRateUnit unit, int phasesInUse = 0) =>
        Convert(limit, unit, VoltsFor(limit.NumberPhases, phasesInUse));

    /// <summary><paramref name="limit"/>, which speaks of the supply, as the supply has it in <paramref name="unit"/>.</summary>
    public decimal ConvertAtSupply(RateLimit limit, ChargingRateUnit unit, int phasesInUse = 0) =>
        Convert(limit, unit, IsDirectCurrent ? NominalVoltageV * SupplyPhases : VoltsFor(limit.NumberPhases, phasesInUse));

    /// <summary><paramref name="limit"/>, which speaks of the supply, as this connector has it in <paramref name="unit"/>.</summary>
    public decimal ConvertFromSupply(RateLimit limit, ChargingRateUnit unit, int phasesInUse = 0) =>
        IsDirectCurrent && Reference == CurrentReference.Output && unit == ChargingRateUnit.A
            ? ConvertAtSupply(limit, ChargingRateUnit.W) / ReferenceVoltageV
            : ConvertAtSupply(limit, unit, phasesInUse);

    private static decimal Convert(RateLimit limit, ChargingRateUnit unit, decimal volts) =>
        limit.Unit == unit ? limit.Value : unit == ChargingRateUnit.W ? limit.Value * volts : limit.Value / volts;

    private decimal VoltsFor(int? numberPhases, int phasesInUse)
    {
        if (IsDirectCurrent)
        {
            return Reference == CurrentReference.Output ? ReferenceVoltageV : NominalVoltageV * SupplyPhases;
        }

        return NominalVoltageV * Math.Clamp(Math.Max(numberPhases ?? SupplyPhases, phasesInUse), 1, Phases);
    }
}
