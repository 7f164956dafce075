using System.Runtime.InteropServices;

namespace ChargerFirmware.Composition.Adapters;

/// <summary>
/// Has SIGHUP and SIGQUIT end the program as SIGTERM does, in order: a terminal that is closed must not leave a transaction without its
/// end. Where a signal is ignored from the start, as nohup has it, it stays so.
/// </summary>
public sealed class TerminationSignals : IDisposable
{
    private readonly CancellationTokenSource _end;
    private readonly PosixSignalRegistration[] _registrations;

    /// <param name="termination">Cancelled at SIGTERM and SIGINT, which the command line sees to.</param>
    public TerminationSignals(CancellationToken termination)
        : this(Signals, termination)
    {
    }

    /// <param name="signals">What ends the program beside SIGTERM and SIGINT.</param>
    /// <param name="termination">Cancelled at SIGTERM and SIGINT, which the command line sees to.</param>
    public TerminationSignals(IReadOnlyList<PosixSignal> signals, CancellationToken termination)
    {
        _end = CancellationTokenSource.CreateLinkedTokenSource(termination);
        _registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];
    }

    /// <summary>What ends the program beside SIGTERM and SIGINT by default.</summary>
    public static IReadOnlyList<PosixSignal> Signals { get; } = [PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    /// <summary>Cancelled when the program is to end, for whatever reason.</summary>
    public CancellationToken Token => _end.Token;

    /// <summary>Waits for such a token, and for nothing else.</summary>
    public static async Task UntilAsync(CancellationToken cancellation)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellation.Register(() => cancelled.TrySetResult());
        await cancelled.Task;
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _end.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        // The process lives on until it has ended in order, or until its deadline.
        context.Cancel = true;
        try
        {
            _end.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The program ends already.
        }
    }
}
