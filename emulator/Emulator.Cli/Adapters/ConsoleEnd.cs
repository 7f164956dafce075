namespace ChargerFirmware.Emulator.Cli.Adapters;

/// <summary>Why nothing more is read from the console.</summary>
internal enum ConsoleEnd
{
    /// <summary>There is no more, or the program is asked to end.</summary>
    InputEnded,

    /// <summary>Somebody wants the program to end, whatever still runs.</summary>
    Quit,

    /// <summary>A line of a script failed, which ends the script.</summary>
    ScriptFailed,
}
