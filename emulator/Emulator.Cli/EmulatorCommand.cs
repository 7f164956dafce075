using System.CommandLine;
using ChargerFirmware.Bench;
using ChargerFirmware.Composition.CommandLine;
using ChargerFirmware.Emulator.Cli.Adapters;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Emulator.Cli;

/// <summary>The program's words: <c>emulator [run]</c>, <c>emulator scenario</c> and others.</summary>
internal static class EmulatorCommand
{
    /// <summary>Longer than a TerminationDeadline, which is what ends a program that does not end by itself.</summary>
    private static readonly TimeSpan s_termination = TimeSpan.FromSeconds(30);

    public static Task<int> RunAsync(string[] args) =>
        Invocation.RunAsync("emulator", Create(), args, new InvocationConfiguration { ProcessTerminationTimeout = s_termination });

    public static RootCommand Create()
    {
        var options = new RunOptionSet();
        var run = new Command("run", "Emulate a board with its station and, unless --csms names another, a central system (the default command).");
        options.AddTo(run);
        run.SetAction((result, cancellation) => RunDeskAsync(options.Read(result), cancellation));

        var root = new RootCommand(
            "A charging station on an emulated board: plug in, show a card, charge, and see every OCPP 1.6J frame. The exit code is 0 when it ended in "
            + "order, 74 when it did and the disk did not take all of it.");
        options.AddTo(root);
        root.SetAction((result, cancellation) => RunDeskAsync(options.Read(result), cancellation));
        root.Subcommands.Add(run);
        root.Subcommands.Add(ScenarioCommand.Create());
        root.Subcommands.Add(MatrixCommand.Create());
        root.Subcommands.Add(PicsCommand.Create());
        root.Subcommands.Add(DayCommand.Create());
        root.Subcommands.Add(StationCommand.Create());
        root.Subcommands.Add(BoardCommand.Create());
        return root;
    }

    private static async Task<int> RunDeskAsync(RunOptions options, CancellationToken cancellation)
    {
        try
        {
            return await EmulatorHost.RunAsync(options, cancellation);
        }
        catch (Exception refusal) when (refusal is BoardException or BenchException or IOException or ArgumentException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"emulator: {UsageErrors.Safe(refusal.Message)}");
            return 1;
        }
    }
}
