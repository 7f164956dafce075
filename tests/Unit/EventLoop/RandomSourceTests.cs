using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Tests.Unit.EventLoop;

public sealed class RandomSourceTests
{
    [Fact]
    public void One_seed_is_one_stream_and_a_fork_does_not_shift_it()
    {
        var one = RandomSource.Seeded(7);
        var other = RandomSource.Seeded(7);
        other.Fork("part").NextGuid();

        Assert.Equal(one.NextGuid(), other.NextGuid());
        Assert.Equal(one.Fork("part").NextGuid(), other.Fork("part").NextGuid());
        Assert.NotEqual(one.Fork("part").NextGuid(), one.Fork("other part").NextGuid());
    }

    [Fact]
    public void Seeds_that_differ_above_the_32nd_bit_only_differ()
    {
        var first = Enumerable.Range(0, 2000).Select(high => RandomSource.Seeded(((ulong)high << 32) ^ (uint)high).NextGuid());

        Assert.Equal(2000, first.Distinct().Count());
    }

    [Fact]
    public void In_real_time_identifiers_differ_and_other_chance_is_the_seeds()
    {
        var one = RandomSource.SeededInRealTime(7).Fork("station");
        var other = RandomSource.SeededInRealTime(7).Fork("station");

        Assert.NotEqual(one.ForIds("message ids").NextGuid(), other.ForIds("message ids").NextGuid());
        Assert.Equal(one.Fork("reconnect").NextDouble(), other.Fork("reconnect").NextDouble());
        Assert.Equal(RandomSource.Seeded(7).ForIds("x").NextGuid(), RandomSource.Seeded(7).ForIds("x").NextGuid());
    }

    [Fact]
    public void Chance_of_the_machine_differs_between_forks_of_one_name()
    {
        var machine = RandomSource.FromMachine();

        Assert.NotEqual(machine.Fork("x").NextGuid(), machine.Fork("x").NextGuid());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-3, 4)]
    [InlineData(int.MinValue, int.MaxValue)]
    public void Numbers_keep_their_bounds_and_reach_them(int min, int max)
    {
        var chance = RandomSource.Seeded(1);
        var drawn = Enumerable.Range(0, 1000).Select(_ => chance.Next(min, max)).ToList();

        Assert.All(drawn, number => Assert.InRange(number, min, max - 1));
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.InRange(chance.NextDouble(), 0, 1 - double.Epsilon));
        if ((long)max - min < 10)
        {
            Assert.Equal(max - min, drawn.Distinct().Count());
        }
    }
}
