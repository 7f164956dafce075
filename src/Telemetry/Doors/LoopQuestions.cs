using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Telemetry.Doors;

/// <summary>Asks a loop from another thread, and does not wait for one that hangs.</summary>
internal static class LoopQuestions
{
    /// <summary>Runs <paramref name="question"/> on the loop.</summary>
    /// <returns>What it said, and whether it said anything within <paramref name="patience"/>.</returns>
    public static async Task<(bool Answered, T? Answer)> TryAskAsync<T>(this Loop loop, Func<T> question, TimeSpan patience)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        loop.Post(() =>
        {
            try
            {
                answer.TrySetResult(question());
            }
#pragma warning disable CA1031 // Whoever asks hears of it; to the loop it is no fault of the station's.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                answer.TrySetException(fault);
            }
        });
        try
        {
            return (true, await answer.Task.WaitAsync(patience));
        }
        catch (TimeoutException)
        {
            return (false, default);
        }
    }

    /// <inheritdoc cref="TryAskAsync{T}"/>
    public static async Task<bool> TryAskAsync(this Loop loop, Action question, TimeSpan patience)
    {
        var (answered, _) = await loop.TryAskAsync(
            () =>
            {
                question();
                return true;
            },
            patience);
        return answered;
    }
}
