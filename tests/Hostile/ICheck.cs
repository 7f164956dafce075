namespace ChargerFirmware.Tests.Hostile;

/// <summary>
/// One kind of hostility, tried on a running program. Every class that implements this and has a constructor without
/// parameters is run; a folder <c>Checks/</c> holds them.
/// </summary>
internal interface ICheck
{
    /// <summary>A sentence that says what holds: "a full disk does not end a charge".</summary>
    string Name { get; }

    /// <summary>Takes more than half a minute: <c>--long</c> runs it, the daily CI run does not.</summary>
    bool IsLong => false;

    /// <summary>Needs both cores to itself, because it loads the machine: never runs beside another check.</summary>
    bool RunsAlone => false;

    /// <summary>Waits on events, never on time.</summary>
    /// <exception cref="CheckException">Something was not as it must be.</exception>
    Task RunAsync(Rig rig);
}
