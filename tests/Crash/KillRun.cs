using System.Collections.Concurrent;
using System.Diagnostics;

namespace ChargerFirmware.Tests.Crash;

/// <summary>As many stories as make up the kills that are asked for, several at once.</summary>
internal static class KillRun
{
    /// <summary>Enough to meet the traces of the ones before; few enough to look through when one story goes wrong.</summary>
    private const int KillsAStory = 5;

    public static async Task<Totals> RunAsync(int kills, int atOnce, ulong firstSeed)
    {
        var began = Stopwatch.GetTimestamp();
        var stories = (kills + KillsAStory - 1) / KillsAStory;
        var waiting = new ConcurrentQueue<int>(Enumerable.Range(0, stories));
        var failed = 0;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(atOnce, stories)).Select(async _ =>
        {
            while (waiting.TryDequeue(out var story))
            {
                var seed = firstSeed + (ulong)story;
                if (await RunStoryAsync(seed, Math.Min(KillsAStory, kills - (story * KillsAStory))) is { } problem)
                {
                    Interlocked.Increment(ref failed);
                    Console.WriteLine($"FAILED  story {seed}: {problem}");
                }
            }
        }));
        Console.WriteLine(
            $"{kills} kills in {stories} stories (seeds from {firstSeed}), {atOnce} at once, took {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s");
        return new Totals(stories - failed, failed, 0);
    }

    /// <returns>What went wrong; null when all was well.</returns>
    private static async Task<string?> RunStoryAsync(ulong seed, int kills)
    {
        await using var rig = await Rig.OpenAsync(seed);
        try
        {
            await rig.Loop.RunAsync(() => Story.RunAsync(rig, seed, kills));
            return null;
        }
        catch (CrashException failure)
        {
            return $"{failure.Message}{Environment.NewLine}{rig.Tail(120)}";
        }
    }
}
