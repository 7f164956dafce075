namespace ChargerFirmware.Bench;

/// <summary>Waits for what comes by itself.</summary>
internal static class Waiting
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits for a condition by looking again and again.</summary>
    /// <param name="look">From one look to the next; null: closely at first, as what is waited for long need not be seen to the hundredth.</param>
    /// <returns>False when it did not come in time.</returns>
    public static async Task<bool> UntilAsync(TimeProvider time, Func<Task<bool>> condition, TimeSpan timeout, TimeSpan? look = null)
    {
        var began = time.GetTimestamp();
        while (!await condition())
        {
            var left = timeout - time.GetElapsedTime(began);
            if (left <= TimeSpan.Zero)
            {
                return false;
            }

            var next = look ?? s_look + (time.GetElapsedTime(began) / 50);
            await Task.Delay(left < next ? left : next, time);
        }

        return true;
    }

    /// <inheritdoc cref="UntilAsync(TimeProvider, Func{Task{bool}}, TimeSpan, TimeSpan?)"/>
    public static Task<bool> UntilAsync(TimeProvider time, Func<bool> condition, TimeSpan timeout, TimeSpan? look = null) =>
        UntilAsync(time, () => Task.FromResult(condition()), timeout, look);
}
