using System.CommandLine;
using ChargerFirmware.Composition;
using ChargerFirmware.Composition.CommandLine;

namespace ChargerFirmware.Charger;

/// <summary>The program's words: <c>charger run</c>, <c>check</c>, <c>journal</c> and <c>schema</c>.</summary>
internal static class CommandLine
{
    /// <summary>Longer than a TerminationDeadline, which is what ends a process that does not end by itself.</summary>
    private static readonly TimeSpan s_termination = TimeSpan.FromSeconds(60);

    public static Task<int> RunAsync(string[] args) =>
        Invocation.RunAsync("charger", Create(), args, new InvocationConfiguration { ProcessTerminationTimeout = s_termination });

    public static RootCommand Create()
    {
        var root = new RootCommand("The firmware of a charging station: it drives the hardware that a board file describes and speaks OCPP 1.6J.");
        root.Subcommands.Add(RunCommand.Create());
        root.Subcommands.Add(CheckCommand.Create());
        root.Subcommands.Add(JournalCommand.Create());
        root.Subcommands.Add(Schema());
        return root;
    }

    /// <summary>The board file that a command is about.</summary>
    public static Option<string> BoardOption() =>
        new("--board") { Description = "the board file", Required = true, HelpName = "FILE" };

    /// <summary>Where a station remembers.</summary>
    public static Option<string?> StoreOption() => new("--store")
    {
        Description = "the folder of the station's store; by default named by its identity, below STATE_DIRECTORY or the user's data folder",
        HelpName = "DIR",
    };

    private static Command Schema()
    {
        var schema = new Command("schema", "Print the JSON schema of board files, as boards/board.schema.json holds it.");
        schema.SetAction(result => result.InvocationConfiguration.Output.Write(BoardSchema.Write()));
        return schema;
    }
}
