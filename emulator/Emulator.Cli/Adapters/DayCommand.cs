using System.CommandLine;
using System.Collections.Concurrent;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Scenarios;
using ChargerFirmware.Composition.CommandLine;

namespace ChargerFirmware.Emulator.Cli.Adapters;

/// <summary><c>emulator days</c>: lives through random virtual days, one a seed, and says which broke something.</summary>
internal static class DayCommand
{
    public static Command Create()
    {
        var first = new Option<ulong>("--first-seed") { Description = "seed of the first day", DefaultValueFactory = _ => 1 };
        var count = new Option<int>("--count") { Description = "days at least", DefaultValueFactory = _ => 20 };
        var seconds = new Option<int>("--seconds") { Description = "go on with further seeds for this long", DefaultValueFactory = _ => 0 };
        var hours = new Option<double>("--hours") { Description = "length of a day in virtual hours", DefaultValueFactory = _ => 24 };
        var board = new Option<string>("--board") { Description = "the board", DefaultValueFactory = _ => "emulated" };
        var transcript = new Option<bool>("--transcript") { Description = "print what happened; for one seed" };
        count.RequireBetween(1, 1_000_000, "a number of days");
        seconds.RequireBetween(0, 7 * 86400, "seconds");
        hours.RequireBetween(0.1, 1000, "hours");
        var command = new Command("days", "Live through random virtual days; the exit code is 0 when each kept all invariants.")
        {
            first, count, seconds, hours, board, transcript,
        };
        command.SetAction(result => Run(
            result.GetValue(first), result.GetValue(count), TimeSpan.FromSeconds(result.GetValue(seconds)),
            TimeSpan.FromHours(result.GetValue(hours)), result.GetValue(board)!, result.GetValue(transcript)));
        return command;
    }

    private static int Run(ulong first, int count, TimeSpan atLeast, TimeSpan length, string board, bool transcript)
    {
        var failures = new ConcurrentQueue<string>();
        var clock = TimeProvider.System;
        var began = clock.GetTimestamp();
        var next = (long)first - 1;
        var days = 0;
        Parallel.For(0, transcript ? 1 : Environment.ProcessorCount, _ =>
        {
            while (true)
            {
                var seed = Interlocked.Increment(ref next);
                if (seed >= (long)first + count && clock.GetElapsedTime(began) >= atLeast)
                {
                    return;
                }

                Live((ulong)seed, board, length, transcript, failures);
                Interlocked.Increment(ref days);
            }
        });
        foreach (var failure in failures)
        {
            Console.Error.WriteLine($"FAILED {failure}");
        }

        Console.WriteLine($"{days - failures.Count} of {days} days kept every invariant (seeds from {first})");
        return failures.IsEmpty ? 0 : 1;
    }

    private static void Live(ulong seed, string board, TimeSpan length, bool transcript, ConcurrentQueue<string> failures)
    {
        try
        {
            RandomDay.Run(seed, Boards.Load(board), length, bench =>
            {
                if (transcript)
                {
                    bench.Transcript.Added += Console.WriteLine;
                }
            });
        }
        catch (Exception broken) when (broken is BenchException or EventLoop.LoopFaultException or InvalidOperationException)
        {
            failures.Enqueue(broken is BenchException ? broken.Message : $"seed {seed}: {broken}");
        }
    }
}
