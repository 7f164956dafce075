using System.CommandLine;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Scenarios;
using ChargerFirmware.Bench.Views;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Emulator.Cli;

/// <summary><c>emulator pics</c>: what a board supports, in the terms of a certification lab, as the table in <c>boards/PICS.md</c>.</summary>
internal static class PicsCommand
{
    public static Command Create()
    {
        var board = new Option<string?>("--board") { Description = "a board by name or path; all that come with the program by default" };
        var command = new Command("pics", "Print which features and optional keys of OCPP 1.6 a board supports.") { board };
        command.SetAction(result => Run(result.GetValue(board)));
        return command;
    }

    private static int Run(string? board)
    {
        try
        {
            IReadOnlyList<string> names = board is null ? Boards.Names : [board];
            Console.Write(PicsTable.Write([.. names.Select(Boards.Load)], ScenarioRun.Beginning));
            return 0;
        }
        catch (Exception refusal) when (refusal is BoardException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"emulator: {refusal.Message}");
            return 1;
        }
    }
}
