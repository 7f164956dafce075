using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using ChargerFirmware.Composition.Doors;

namespace ChargerFirmware.Tests.Unit.Composition;

public sealed class TerminationSignalsTests
{
    // SIGQUIT goes the same way; here it would end the run, because the runner listens to it.
    [Fact]
    public async Task A_terminal_that_is_closed_ends_the_program_as_SIGTERM_does()
    {
        // Whatever comes of it, the tests go on.
        using var guard = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => context.Cancel = true);
        using var signals = new TerminationSignals(CancellationToken.None);
        var ends = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = signals.Token.Register(ends.SetResult);

        using var kill = Process.Start("kill", ["-HUP", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)]);

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
