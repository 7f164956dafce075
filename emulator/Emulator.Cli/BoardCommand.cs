using System.CommandLine;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Adapters;
using ChargerFirmware.Bench.Standalone;
using ChargerFirmware.Composition.CommandLine;
using ChargerFirmware.Composition.Adapters;
using ChargerFirmware.Emulator.Cli.Adapters;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Emulator.Cli;

/// <summary><c>emulator board</c>: a board without a station, for the firmware or an <c>emulator station</c> in another process.</summary>
internal static class BoardCommand
{
    public static Command Create()
    {
        var board = RunOptionSet.BoardOption();
        var seed = new Option<ulong?>("--seed") { Description = "the seed of all chance; without one chance comes from the machine" };
        var socket = new Option<string?>("--socket")
        {
            Description = "serve the whole board on a Unix domain socket, for 'emulator station --physics'; without it each bus of the driver modbus-tcp "
                + "is served at its own host and port, for 'charger run'",
            HelpName = "SOCKET",
        };
        var command = new Command(
            "board",
            "Emulate a board alone, whose station runs in another process. Lines of the input plug, unplug and break things: 'help' lists them. "
            + "Runs until SIGTERM or 'quit'.")
        {
            board, seed, socket,
        };
        command.SetAction((result, cancellation) => RunAsync(
            () => Boards.Load(result.GetValue(board)!),
            result.GetValue(socket),
            result.GetValue(seed) is { } fixedSeed ? RandomSource.Seeded(fixedSeed) : RandomSource.FromMachine(),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Func<BoardFile> load, string? socket, RandomSource random, CancellationToken cancellation)
    {
        using var signals = new TerminationSignals(cancellation);
        using var output = new ConsoleWriter();
        try
        {
            using var board = await StandaloneBoard.StartAsync(
                load(), socket, random, fault => Console.Error.WriteLine($"emulator: the board's loop: {fault}"));
            foreach (var address in board.Addresses)
            {
                output.WriteLine(address);
            }

            // A script's last line is not the board's end: what it plugged in charges on.
            var end = await ConsoleAdapter.RunAsync(board.RunAsync, output, signals.Token);
            if (end == ConsoleEnd.InputEnded)
            {
                await TerminationSignals.UntilAsync(signals.Token);
            }

            return end == ConsoleEnd.ScriptFailed ? 1 : 0;
        }
        catch (Exception refusal) when (refusal is BoardException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"emulator: {UsageErrors.Safe(refusal.Message)}");
            return 1;
        }
    }
}
