using System.CommandLine;
using System.Globalization;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Scenarios;
using ChargerFirmware.Composition.CommandLine;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Emulator.Cli;

/// <summary><c>emulator scenario FILE...</c>: runs scenarios in virtual time and says how each went.</summary>
internal static class ScenarioCommand
{
    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("files") { Description = "scenario files", Arity = ArgumentArity.OneOrMore };
        var seed = new Option<ulong>("--seed") { Description = "the seed of all chance", DefaultValueFactory = _ => 1 };
        var board = new Option<string?>("--board") { Description = "another board than the scenario's own", HelpName = "FILE" };
        var allBoards = new Option<bool>("--all-boards") { Description = "run each on every board it fits; 'emulator matrix' shows which" };
        var transcript = new Option<bool>("--transcript") { Description = "print what happened, line by line" };
        var repeat = new Option<int>("--repeat")
        {
            Description = "run each so many times and print how long the fastest run took",
            DefaultValueFactory = _ => 1,
            HelpName = "TIMES",
        };
        repeat.RequireBetween(1, 1_000_000, "a number of times");
        files.RequireFiles();
        var command = new Command("scenario", "Run scenarios in virtual time; the exit code is 0 when each went as written.")
        {
            files, seed, board, allBoards, transcript, repeat,
        };
        command.SetAction(result => Run(
            result.GetValue(files)!, result.GetValue(seed), result.GetValue(board), result.GetValue(allBoards), result.GetValue(transcript),
            result.GetValue(repeat)));
        return command;
    }

    private static int Run(FileInfo[] files, ulong seed, string? board, bool allBoards, bool transcript, int times)
    {
        var failed = 0;
        foreach (var file in files)
        {
            try
            {
                var scenario = Scenario.Parse(file.Name, File.ReadAllText(file.FullName));
                string?[] boards = allBoards ? [.. ScenarioMatrix.Of([scenario]).BoardsOf(scenario)] : [board];
                foreach (var name in boards)
                {
                    failed += Run(scenario, seed, name, transcript, times, allBoards ? $" on {name}" : "") ? 0 : 1;
                }
            }
            catch (Exception refusal) when (refusal is BenchException or BoardException or IOException or UnauthorizedAccessException)
            {
                failed++;
                Console.Error.WriteLine($"FAILED {refusal.Message}");
            }
        }

        return failed == 0 ? 0 : 1;
    }

    private static bool Run(Scenario scenario, ulong seed, string? board, bool transcript, int times, string where)
    {
        try
        {
            var runs = Enumerable.Range(0, times).Select(_ => Run(scenario, seed, board, transcript)).ToList();

            // Not without being asked: the program's output is the same in every run.
            var took = times == 1 ? "" : Text($", ran in {runs.Min(run => run.Elapsed).TotalMilliseconds:F0} ms");
            Console.WriteLine($"passed {scenario.Name}{where} ({runs[0].Lines} lines, seed {seed}{took})");
            return true;
        }
        catch (BenchException refusal)
        {
            Console.Error.WriteLine($"FAILED{where} {refusal.Message}");
            return false;
        }
    }

    private static (int Lines, TimeSpan Elapsed) Run(Scenario scenario, ulong seed, string? board, bool transcript)
    {
#pragma warning disable RS0030 // The time of whoever waits for this program, not the station's.
        var clock = TimeProvider.System;
#pragma warning restore RS0030
        var began = clock.GetTimestamp();
        var lines = ScenarioRun.Run(scenario, seed, board is null ? scenario.LoadBoard() : Boards.Load(board), bench =>
        {
            if (transcript)
            {
                bench.Transcript.Added += Console.WriteLine;
            }
        });
        return (lines.Count, clock.GetElapsedTime(began));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
