using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Central.Cli.Plugins;

namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>Adds, lists and removes plugins.</summary>
internal sealed class PluginCommands(PromptSession session)
{
    public IEnumerable<PromptCommand> All =>
    [
        new("plugins", "", "list the plugins", List),
        new("add_plugin", "[--name NAME] <program> [arguments]", "start a program that may answer in place of this one", Add),
        new("remove_plugin", "<name>", "end a plugin", Remove),
    ];

    private PluginSet Plugins => session.Plugins;

    private Task<PromptCall?> List(PromptLine line)
    {
        line.End();
        session.Print(Plugins.Names.Count == 0 ? "no plugins" : string.Join('\n', Plugins.Names));
        return Task.FromResult<PromptCall?>(null);
    }

    private Task<PromptCall?> Add(PromptLine line)
    {
        var name = line.TakeOption("--name");
        string[] words = [.. line.TakeRest().Select(word => word is ['"' or '\'', ..] ? ValueReader.Text(word) : word)];
        if (words.Length == 0)
        {
            throw new PromptException("add_plugin: expected a program that reads and writes JSON lines");
        }

        name ??= NameOf(words);
        if (Plugins.Names.Contains(name))
        {
            throw new PromptException($"add_plugin: there is a plugin '{Quoted.Short(name)}' already; expected another one behind --name");
        }

        try
        {
            Plugins.Add(name, session.Surroundings.StartPlugin(words));
        }
        catch (IOException refusal)
        {
            throw new PromptException($"add_plugin: {refusal.Message}");
        }

        session.Say($"plugin {name} is added");
        return Task.FromResult<PromptCall?>(null);
    }

    private Task<PromptCall?> Remove(PromptLine line)
    {
        var name = line.TakeWord("the name of a plugin");
        line.End();
        if (!Plugins.Remove(name))
        {
            throw new PromptException(
                $"remove_plugin: there is no plugin '{Quoted.Short(name)}'{Spelling.DidYouMean(name, Plugins.Names)}; 'plugins' lists them");
        }

        session.Say($"plugin {name} is removed");
        return Task.FromResult<PromptCall?>(null);
    }

    /// <summary>The script behind an interpreter says more than the interpreter.</summary>
    private static string NameOf(string[] words) =>
        Path.GetFileNameWithoutExtension(Array.Find(words, word => Path.HasExtension(word) && word[0] != '-') ?? words[0]);
}
