namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>Whether a line that is typed has ended.</summary>
internal enum LineEnd
{
    None,

    /// <summary>It is to be carried out.</summary>
    Entered,

    /// <summary>There will be no more.</summary>
    InputEnded,
}
