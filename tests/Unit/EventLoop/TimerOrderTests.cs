using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Tests.Unit.EventLoop;

public sealed class TimerOrderTests
{
    private const int Timers = 40;
    private const int Steps = 2_000;

    /// <summary>Against a list that is sorted anew each time, which cannot be wrong.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Timers_fire_by_due_time_and_then_by_order_of_asking_however_often_they_are_moved(int seed)
    {
        using var loop = new VirtualLoop(DateTimeOffset.UnixEpoch);
        var chance = RandomSource.Seeded((ulong)seed);
        var fired = new List<int>();
        var expected = new List<int>();
        var armed = new List<(TimeSpan Due, int Order, int Timer)>();
        var timers = new ITimer[Timers];
        loop.Run(() =>
        {
            for (var index = 0; index < Timers; index++)
            {
                var timer = index;
                timers[index] = loop.Time.CreateTimer(_ => fired.Add(timer), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        });

        for (var step = 0; step < Steps; step++)
        {
            var timer = chance.Next(0, Timers);
            armed.RemoveAll(entry => entry.Timer == timer);
            var after = chance.Next(0, 4) == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(chance.Next(0, 50));
            loop.Run(() => timers[timer].Change(after, Timeout.InfiniteTimeSpan));
            if (after != Timeout.InfiniteTimeSpan)
            {
                armed.Add((loop.Elapsed + after, step, timer));
            }

            var pause = TimeSpan.FromMilliseconds(chance.Next(0, 3));
            loop.RunFor(pause);
            var due = armed.Where(entry => entry.Due <= loop.Elapsed).Order().ToList();
            expected.AddRange(due.Select(entry => entry.Timer));
            armed.RemoveAll(due.Contains);
        }

        Assert.Equal(expected, fired);
    }
}
