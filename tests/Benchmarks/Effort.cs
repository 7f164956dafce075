namespace ChargerFirmware.Tests.Benchmarks;

/// <summary>How long one is willing to wait for a figure.</summary>
internal enum Effort
{
    /// <summary>Seconds, to see that everything still runs: fewer repetitions, coarser figures.</summary>
    Short,

    /// <summary>Minutes, for figures that are written down.</summary>
    Full,
}
