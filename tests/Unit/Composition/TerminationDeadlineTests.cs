using ChargerFirmware.Composition.Adapters;

namespace ChargerFirmware.Tests.Unit.Composition;

public sealed class TerminationDeadlineTests
{
    private readonly CancellationTokenSource _termination = new();
    private readonly TaskCompletionSource<(int Code, bool IsPool)> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_program_whose_loop_hangs_is_ended_by_force()
    {
        Arm();
        await _termination.CancelAsync();

        // From a thread of its own: a starved pool ends nothing.
        Assert.Equal((1, false), await _end.Task);
    }

    [Fact]
    public async Task Where_all_that_counts_is_done_the_end_is_one_in_order()
    {
        var deadline = Arm();
        deadline.Settle();
        await _termination.CancelAsync();

        Assert.Equal((0, false), await _end.Task);
    }

    [Fact]
    public async Task What_the_program_was_about_to_end_with_is_not_lost_by_force()
    {
        var deadline = Arm();
        deadline.Settle(74);
        await _termination.CancelAsync();

        Assert.Equal((74, false), await _end.Task);
    }

    private TerminationDeadline Arm() => TerminationDeadline.Arm(
        TimeSpan.FromMilliseconds(1), code => _end.SetResult((code, Thread.CurrentThread.IsThreadPoolThread)), _termination.Token);
}
