namespace ChargerFirmware.Bench.Scenarios;

/// <summary>What one fault of the table means to somebody who sees the physical world only.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="IsPresent">Whether the physical world has it at a connector.</param>
internal sealed record FaultRule(string Name, Func<Workbench, int, bool> IsPresent)
{
    /// <summary>
    /// The longest an unwelded contactor of an AC outlet may stay closed once it is there, and one of a DC outlet; null: as long as it likes.
    /// </summary>
    public (double AlternatingSeconds, double DirectSeconds)? OpensWithin { get; init; }

    /// <summary>How long it may be there until no transaction starts any more; null: transactions do start.</summary>
    public double? NoStartAfterSeconds { get; init; }

    /// <summary>Whether a connector may be Faulted by it.</summary>
    public bool Faults { get; init; } = true;

    public double? OpensSeconds(bool isDirectCurrent) => isDirectCurrent ? OpensWithin?.DirectSeconds : OpensWithin?.AlternatingSeconds;
}
