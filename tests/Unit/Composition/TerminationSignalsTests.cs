using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using ChargerFirmware.Composition.Adapters;

namespace ChargerFirmware.Tests.Unit.Composition;

public sealed class TerminationSignalsTests
{
    [Fact]
    public void A_terminal_that_is_closed_is_heard_of()
    {
        Assert.Equal([PosixSignal.SIGHUP, PosixSignal.SIGQUIT], TerminationSignals.Signals);
    }

    // The signals above may be ignored where the tests run, as nohup has it, or end the run: the one here does nothing by itself.
    [Fact]
    public async Task Its_signal_ends_the_program_as_SIGTERM_does()
    {
        using var signals = new TerminationSignals([PosixSignal.SIGCONT], CancellationToken.None);
        var ends = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = signals.Token.Register(ends.SetResult);

        using var kill = Process.Start("kill", ["-CONT", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)]);

        await ends.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_the_command_line_sees_ends_it_too()
    {
        using var termination = new CancellationTokenSource();
        using var signals = new TerminationSignals(termination.Token);

        await termination.CancelAsync();

        Assert.True(signals.Token.IsCancellationRequested);
    }
}
