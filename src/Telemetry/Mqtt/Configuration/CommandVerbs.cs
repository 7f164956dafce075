namespace ChargerFirmware.Telemetry.Mqtt.Configuration;

/// <summary>Commands as topics and options name them.</summary>
public static class CommandVerbs
{
    public static IReadOnlyList<CommandVerb> All { get; } = Enum.GetValues<CommandVerb>();

    /// <summary>All names, for a text of what was expected.</summary>
    public static string Listed { get; } = string.Join(", ", All.Select(Name));

    public static string Name(CommandVerb verb) => verb switch
    {
        CommandVerb.Limit => "limit",
        CommandVerb.Pause => "pause",
        CommandVerb.Resume => "resume",
        CommandVerb.Stop => "stop",
        _ => "availability",
    };

    /// <summary>The command of this very name, or null.</summary>
    public static CommandVerb? Find(string name)
    {
        foreach (var verb in All)
        {
            if (Name(verb) == name)
            {
                return verb;
            }
        }

        return null;
    }
}
