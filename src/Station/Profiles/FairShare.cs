namespace ChargerFirmware.Station.Profiles;

/// <summary>Divides what a station may take among its connectors.</summary>
/// <remarks>
/// All get the same, except those who want less: what is left of their share goes to the others (max-min fairness). Where the total does not
/// reach for every minimum, some get nothing, so that the others can charge at all: first those that draw nothing, then those that came last.
/// </remarks>
public static class FairShare
{
    /// <param name="claims">In the order in which they came.</param>
    /// <returns>One share a claim; their sum is at most <paramref name="total"/>.</returns>
    public static IReadOnlyList<decimal> Divide(decimal total, IReadOnlyList<ConnectorDemand> claims)
    {
        var served = Enumerable.Range(0, claims.Count).Where(index => claims[index].Wanted >= claims[index].Minimum).ToList();
        while (served.Sum(index => claims[index].Minimum) > total)
        {
            var idle = served.FindLastIndex(index => !claims[index].Draws);
            served.RemoveAt(idle >= 0 ? idle : served.Count - 1);
        }

        var level = LevelOf(total, served.ConvertAll(index => claims[index]));
        var shares = new decimal[claims.Count];
        foreach (var index in served)
        {
            shares[index] = At(level, claims[index]);
        }

        return shares;
    }

    /// <summary>The height of water in a row of vessels that begin at their minimum and are full at what is wanted.</summary>
    private static decimal LevelOf(decimal total, List<ConnectorDemand> claims)
    {
        var level = 0m;
        foreach (var step in claims.SelectMany(claim => new[] { claim.Minimum, claim.Wanted }).Order())
        {
            if (claims.Sum(claim => At(step, claim)) > total)
            {
                var left = total - claims.Sum(claim => At(level, claim));
                var open = claims.Count(claim => claim.Minimum <= level && level < claim.Wanted);

                // Cut, for a third that is rounded up thrice is more than there is.
                return open > 0 ? level + Math.Round(left / open, 3, MidpointRounding.ToZero) : level;
            }

            level = step;
        }

        return level;
    }

    private static decimal At(decimal level, ConnectorDemand claim) => Math.Clamp(level, claim.Minimum, claim.Wanted);
}
