using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Tests.Unit.EventLoop;

public sealed class BackOffTests
{
    private static readonly BackOffBounds Bounds = new()
    {
        Minimum = TimeSpan.FromSeconds(2),
        RandomRange = TimeSpan.FromSeconds(1),
        RepeatTimes = 3,
    };

    [Fact]
    public void The_wait_doubles_until_it_has_doubled_often_enough()
    {
        var backOff = new BackOff(Bounds, RandomSource.Seeded(1));

        var waits = Enumerable.Range(0, 6).Select(_ => Math.Floor(backOff.Next().TotalSeconds)).ToArray();

        Assert.Equal([2, 4, 8, 16, 16, 16], waits);
    }

    [Fact]
    public void After_a_success_it_begins_anew()
    {
        var backOff = new BackOff(Bounds, RandomSource.Seeded(1));
        backOff.Next();
        backOff.Next();

        backOff.Reset();

        Assert.InRange(backOff.Next().TotalSeconds, 2, 3);
    }

    [Fact]
    public void A_random_share_grows_with_the_wait()
    {
        var backOff = new BackOff(new BackOffBounds { Minimum = TimeSpan.FromSeconds(1), RepeatTimes = 6, RandomShare = 0.2 }, RandomSource.Seeded(1));

        for (var doublings = 0; doublings < 10; doublings++)
        {
            var wait = Math.Pow(2, Math.Min(doublings, 6));
            Assert.InRange(backOff.Next().TotalSeconds, wait, wait * 1.2);
        }
    }

    [Fact]
    public void Stations_do_not_come_back_in_one_moment()
    {
        var waits = Enumerable.Range(0, 100).Select(seed => new BackOff(Bounds, RandomSource.Seeded((ulong)seed)).Next()).ToArray();

        Assert.All(waits, wait => Assert.InRange(wait.TotalSeconds, 2, 3));
        Assert.True(waits.Distinct().Count() > 90);
    }
}
