namespace ChargerFirmware.Bench.Adapters;

/// <summary>What standard input is.</summary>
public enum ConsoleInputKind
{
    /// <summary>A person at a terminal.</summary>
    Terminal,

    /// <summary>A file or a pipe, which ends the program at the first line that fails.</summary>
    Script,

    /// <summary>A terminal whose foreground belongs to another job.</summary>
    BackgroundTerminal,
}
