namespace ChargerFirmware.Central.Cli.Plugins;

/// <summary>A plugin as a running program. Used on the loop; events are raised on it.</summary>
internal interface IPluginProcess
{
    /// <summary>A line of its standard output. The next one waits until this one is dealt with.</summary>
    event Action<string>? Said;

    /// <summary>A line of its standard error.</summary>
    event Action<string>? Complained;

    /// <summary>It has ended, or cannot be listened to any more; why. Raised once, and nothing after it.</summary>
    event Action<string>? Ended;

    /// <summary>Gives it a line. Never waits, whether it reads or not.</summary>
    void Send(string line);

    /// <summary>Ends it, by force.</summary>
    void Kill();
}
