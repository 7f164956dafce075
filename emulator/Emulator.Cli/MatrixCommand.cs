using System.CommandLine;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Scenarios;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Emulator.Cli;

/// <summary><c>emulator matrix</c>: which scenario runs on which board, as the table in <c>emulator/scenarios/MATRIX.md</c>.</summary>
internal static class MatrixCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("folder")
        {
            Description = "where the scenarios are",
            DefaultValueFactory = _ => new DirectoryInfo("emulator/scenarios"),
        };
        var command = new Command("matrix", "Print which scenario runs on which board, and why not on the others.") { folder };
        command.SetAction(result => Run(result.GetValue(folder)!));
        return command;
    }

    private static int Run(DirectoryInfo folder)
    {
        try
        {
            var files = folder.EnumerateFiles("*.scenario").OrderBy(file => file.Name, StringComparer.Ordinal);
            Console.Write(ScenarioMatrix.Of([.. files.Select(file => Scenario.Parse(file.Name, File.ReadAllText(file.FullName)))]).Write());
            return 0;
        }
        catch (Exception refusal) when (refusal is BenchException or BoardException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"emulator: {refusal.Message}");
            return 1;
        }
    }
}
