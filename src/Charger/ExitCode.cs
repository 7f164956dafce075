namespace ChargerFirmware.Charger;

/// <summary>What the program ends with; service managers and scripts decide by it.</summary>
internal static class ExitCode
{
    /// <summary>All is well, or it was told to end.</summary>
    public const int Fine = 0;

    /// <summary>The board cannot be used, or not on this machine.</summary>
    public const int Problems = 1;

    /// <summary>The command line was not understood.</summary>
    public const int Usage = 2;

    /// <summary>The central system has asked for a restart (EX_TEMPFAIL: start it again).</summary>
    public const int Restart = 75;
}
