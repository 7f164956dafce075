using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Telemetry.Adapters;

/// <summary>
/// Asks a loop from other threads, and does not wait for one that hangs. However many ask meanwhile, a loop that hangs is left no more
/// than one question by all of them.
/// </summary>
internal sealed class LoopQuestions(Loop loop, TimeSpan patience)
{
    private readonly Lock _gate = new();
    private Task _turn = Task.CompletedTask;

    /// <summary>Runs <paramref name="question"/> on the loop.</summary>
    /// <returns>What it said, and whether it said anything before patience ended.</returns>
    public async Task<(bool Answered, T? Answer)> TryAskAsync<T>(Func<T> question)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await NextTurn().WaitAsync(patience);
            loop.PostBehind(() =>
            {
                try
                {
                    answer.TrySetResult(question());
                }
#pragma warning disable CA1031 // It reaches the caller; to the loop it is no fault of the station.
                catch (Exception fault)
#pragma warning restore CA1031
                {
                    answer.TrySetException(fault);
                }
            });
            return (true, await answer.Task.WaitAsync(patience));
        }
        catch (TimeoutException)
        {
            return (false, default);
        }
    }

    /// <inheritdoc cref="TryAskAsync{T}"/>
    public async Task<bool> TryAskAsync(Action question)
    {
        var (answered, _) = await TryAskAsync(() =>
        {
            question();
            return true;
        });
        return answered;
    }

    private Task NextTurn()
    {
        lock (_gate)
        {
            if (_turn.IsCompleted)
            {
                var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                loop.PostBehind(() => turn.TrySetResult());
                _turn = turn.Task;
            }

            return _turn;
        }
    }
}
