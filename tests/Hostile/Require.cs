namespace ChargerFirmware.Tests.Hostile;

/// <summary>Judgements, with what was found.</summary>
internal static class Require
{
    public static void That(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new CheckException(otherwise);
        }
    }

    public static void Equal<T>(T expected, T found, string what) =>
        That(EqualityComparer<T>.Default.Equals(expected, found), $"{what}: expected {expected}, found {found}");

    /// <summary>Asks again, five times a second, until it holds: for what reports no event, as the answer of a URL.</summary>
    public static async Task EventuallyAsync(string what, Func<Task<bool>> holds, TimeSpan? within = null)
    {
        using var patience = new CancellationTokenSource(within ?? Rig.Patience);
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!await holds())
        {
            try
            {
                await again.WaitForNextTickAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new CheckException($"did not come true in time: {what}");
            }
        }
    }
}
