namespace ChargerFirmware.Central.Cli.Prompt.Adapters;

/// <summary>Why nothing more is read from the console.</summary>
internal enum PromptEnd
{
    /// <summary>There is no more, or the program is asked to end.</summary>
    InputEnded,

    /// <summary>Somebody wants the program to end.</summary>
    Quit,

    /// <summary>A line of a pipe failed, which ends it.</summary>
    Failed,
}
