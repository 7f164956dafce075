using System.Runtime.InteropServices;

namespace ChargerFirmware.Bench.Adapters;

/// <summary>Standard input, and whether it may be read.</summary>
/// <remarks>
/// A process in the background that touches its terminal is stopped by the kernel (SIGTTIN, SIGTTOU), and its station with it.
/// .NET changes the terminal's settings before it reads from it, so even asking for a line is too much.
/// </remarks>
public static partial class ConsoleInput
{
    private const int StandardInput = 0;

    private static readonly TimeSpan s_askAgain = TimeSpan.FromMilliseconds(500);

    public static ConsoleInputKind Kind
    {
        get
        {
            if (OperatingSystem.IsWindows())
            {
                return Console.IsInputRedirected ? ConsoleInputKind.Script : ConsoleInputKind.Terminal;
            }

            return IsTerminal(StandardInput) != 1 ? ConsoleInputKind.Script
                : ForegroundGroup(StandardInput) == OwnGroup() ? ConsoleInputKind.Terminal
                : ConsoleInputKind.BackgroundTerminal;
        }
    }

    /// <summary>
    /// Waits until the terminal may be read. It asks again and again, because a shell sends no signal to a running job that it brings
    /// to the foreground.
    /// </summary>
    public static async Task UntilForegroundAsync(CancellationToken cancellation)
    {
        using var again = new PeriodicTimer(s_askAgain);
        try
        {
            while (Kind == ConsoleInputKind.BackgroundTerminal)
            {
                await again.WaitForNextTickAsync(cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // The program ends; nobody reads a line any more.
        }
    }

    /// <summary>The next line; null at the end, which a terminal that is closed is as well.</summary>
    public static string? ReadLine(TextReader input)
    {
        try
        {
            return input.ReadLine();
        }
        catch (IOException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "isatty")]
    private static partial int IsTerminal(int descriptor);

    [LibraryImport("libc", EntryPoint = "tcgetpgrp")]
    private static partial int ForegroundGroup(int descriptor);

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    private static partial int OwnGroup();
}
