using ChargerFirmware.Station.Profiles;

namespace ChargerFirmware.Station.SmartCharging;

/// <summary>What an operator has set at one connector.</summary>
/// <param name="Limit">The most it may take; null: not limited.</param>
/// <param name="IsPaused">Nothing is offered.</param>
public sealed record OperatorOrder(RateLimit? Limit = null, bool IsPaused = false)
{
    public static OperatorOrder None { get; } = new();

    /// <summary>What follows from it, at a connector of the given supply; null: nothing.</summary>
    public RateLimit? Bound(ConnectorSupply supply) => IsPaused ? new RateLimit(0, supply.NaturalUnit) : Limit;
}
