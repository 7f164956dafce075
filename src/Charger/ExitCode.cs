namespace ChargerFirmware.Charger;

/// <summary>
/// What the program ends with; service managers and scripts decide by it. A command line that is not understood is
/// <see cref="Composition.CommandLine.Invocation.NotUnderstood"/>.
/// </summary>
internal static class ExitCode
{
    /// <summary>All is well, or it was asked to end.</summary>
    public const int Fine = 0;

    /// <summary>The board cannot be used, or not on this machine.</summary>
    public const int Problems = 1;

    /// <inheritdoc cref="Composition.CommandLine.Invocation.NotStored"/>
    public const int NotStored = Composition.CommandLine.Invocation.NotStored;

    /// <summary>The central system has asked for a restart (EX_TEMPFAIL: start it again).</summary>
    public const int Restart = 75;
}
