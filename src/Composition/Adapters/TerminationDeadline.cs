namespace ChargerFirmware.Composition.Adapters;

/// <summary>
/// Sees to it that a program which was asked to end (SIGTERM, Ctrl-C) ends in time, whatever its loop, its peers or its disk do. The orderly
/// end has until then; after it the process goes by force, from a thread of its own. Contactors do not wait for that: a loop that hangs
/// keeps no enable line alive, and one that turns has opened them within the time of the orderly end.
/// </summary>
public sealed class TerminationDeadline
{
    /// <summary>What the orderly end may take: transactions, their messages, and closing all other connections.</summary>
    public static readonly TimeSpan OrderlyTime = TimeSpan.FromSeconds(3.5);

    // Those who supervise the program expect its end within five seconds.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(4.4);
    private const int Forced = 1;

    private static readonly TimeSpan s_lastPatience = TimeSpan.FromMilliseconds(300);

    private readonly TimeSpan _patience;
    private readonly Action<int> _end;
    private volatile int _exitCode = Forced;

    private TerminationDeadline(TimeSpan patience, Action<int> end)
    {
        _patience = patience;
        _end = end;
    }

    /// <summary>From the moment that <paramref name="termination"/> is cancelled the process has 4.4 s.</summary>
    public static TerminationDeadline Arm(CancellationToken termination) => Arm(s_patience, EndProcess, termination);

    /// <param name="patience">For the orderly end and what follows it.</param>
    /// <param name="end">Gets the exit code: that of <see cref="Settle"/> where all that counts had been done, else 1. Called on a thread of its own.</param>
    /// <param name="termination">Cancelled when the program was asked to end.</param>
    public static TerminationDeadline Arm(TimeSpan patience, Action<int> end, CancellationToken termination)
    {
        var deadline = new TerminationDeadline(patience, end);
        termination.Register(() => new Thread(deadline.Wait) { IsBackground = true, Name = "termination" }.Start());
        return deadline;
    }

    /// <summary>Transactions are ended, and stored as far as they can be: nothing that is left must be waited for, so a forced end is orderly.</summary>
    /// <param name="exitCode">What the program is about to end with.</param>
    public void Settle(int exitCode = 0) => _exitCode = exitCode;

    private void Wait()
    {
        Thread.Sleep(_patience);
        _end(_exitCode);
    }

    private static void EndProcess(int exitCode)
    {
        // Each on a thread of its own: neither an unread error output nor a hook that hangs may stand in the way.
        if (exitCode == Forced)
        {
            Apart(() => Console.Error.WriteLine("the orderly end took too long; the process ends by force, and the next start ends what is in the store"));
        }

        Apart(() => Environment.Exit(exitCode));
        using var own = System.Diagnostics.Process.GetCurrentProcess();
        own.Kill();
    }

    private static void Apart(Action action)
    {
        var thread = new Thread(() => action()) { IsBackground = true };
        thread.Start();
        thread.Join(s_lastPatience / 2);
    }
}
