using System.CommandLine;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Scenarios;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Emulator.Cli;

/// <summary><c>emulator scenario FILE...</c>: tells scenarios in virtual time and says how each went.</summary>
internal static class ScenarioCommand
{
    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("files") { Description = "scenario files", Arity = ArgumentArity.OneOrMore };
        var seed = new Option<ulong>("--seed") { Description = "the seed of all chance", DefaultValueFactory = _ => 1 };
        var board = new Option<string?>("--board") { Description = "another board than the scenario's own", HelpName = "FILE" };
        var transcript = new Option<bool>("--transcript") { Description = "print what happened, line by line" };
        var command = new Command("scenario", "Tell scenarios in virtual time; the exit code is 0 when each went as told.")
        {
            files, seed, board, transcript,
        };
        command.SetAction(result => Run(
            result.GetValue(files)!, result.GetValue(seed), result.GetValue(board), result.GetValue(transcript)));
        return command;
    }

    private static int Run(FileInfo[] files, ulong seed, string? board, bool transcript)
    {
        var failed = 0;
        foreach (var file in files)
        {
            try
            {
                var scenario = Scenario.Parse(file.Name, File.ReadAllText(file.FullName));
                var lines = ScenarioRun.Run(scenario, seed, board is null ? null : Boards.Load(board), bench =>
                {
                    if (transcript)
                    {
                        bench.Transcript.Added += Console.WriteLine;
                    }
                });
                Console.WriteLine($"passed {file.Name} ({lines.Count} lines, seed {seed})");
            }
            catch (Exception refusal) when (refusal is BenchException or BoardException or IOException or UnauthorizedAccessException)
            {
                failed++;
                Console.Error.WriteLine($"FAILED {refusal.Message}");
            }
        }

        return failed == 0 ? 0 : 1;
    }
}
