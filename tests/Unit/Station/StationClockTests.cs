using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Timing;
using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Tests.Unit.Station;

public sealed class StationClockTests
{
    private static readonly DateTimeOffset s_start = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly VirtualLoop _loop = new(s_start);
    private readonly StationClock _clock;

    public StationClockTests() => _clock = new StationClock(_loop.Time);

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(20_000)]
    public void A_machine_whose_clock_is_put_right_meanwhile_moves_nothing(int hours)
    {
        var machine = new SteppingClock(_loop.Time);
        var clock = new StationClock(_loop.Time, machine);
        var transaction = new TransactionTime(clock);

        _loop.RunFor(TimeSpan.FromSeconds(10));
        machine.Error = TimeSpan.FromHours(hours);
        _loop.RunFor(TimeSpan.FromSeconds(10));

        Assert.Equal(s_start.AddSeconds(20), clock.UtcNow);
        Assert.Equal(s_start.AddSeconds(20), transaction.Now);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("2000-01-01T00:00:00Z")]
    [InlineData("2025-12-31T23:59:59Z")]
    [InlineData("2056-01-01T00:00:00Z")]
    [InlineData("2099-06-01T12:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public void A_time_that_cannot_be_is_refused_however_often_it_is_given(string given)
    {
        for (var times = 0; times < 3; times++)
        {
            Assert.Equal(ClockAnswer.Refused, _clock.Set(Utc(given)));
        }

        Assert.Equal(s_start, _clock.UtcNow);
        Assert.False(_clock.IsSynchronised);
    }

    [Theory]
    [InlineData("1970-01-01T00:00:07Z")]
    [InlineData("2099-01-01T00:00:00Z")]
    public void A_machine_that_shows_a_time_that_cannot_be_begins_at_the_earliest_and_goes_on_from_what_was_kept(string shown)
    {
        var machine = new SteppingClock(_loop.Time) { Error = Utc(shown) - s_start };
        var clock = new StationClock(_loop.Time, machine);
        Assert.Equal(StationClock.Earliest, clock.UtcNow);

        clock.AssumeAfter(s_start);
        Assert.Equal(s_start, clock.UtcNow);
        clock.AssumeAfter(s_start.AddHours(-1));
        Assert.Equal(s_start, clock.UtcNow);
    }

    [Theory]
    [InlineData(23.9)]
    [InlineData(-23.9)]
    [InlineData(0.001)]
    public void A_step_of_a_day_at_most_is_made_at_once(double hours)
    {
        var given = s_start.AddHours(hours);

        Assert.Equal(ClockAnswer.Believed, _clock.Set(given));
        Assert.Equal(given, _clock.UtcNow);
    }

    [Theory]
    [InlineData(25)]
    [InlineData(-25)]
    [InlineData(9000)]
    [InlineData(-3000)]
    public void A_longer_step_is_made_when_a_second_answer_agrees(int hours)
    {
        Assert.Equal(ClockAnswer.Doubted, _clock.Set(s_start.AddHours(hours)));
        Assert.Equal(s_start, _clock.UtcNow);
        Assert.False(_clock.IsSynchronised);

        _loop.RunFor(TimeSpan.FromMinutes(5));
        var second = s_start.AddHours(hours).AddMinutes(5).AddSeconds(9);
        Assert.Equal(ClockAnswer.Believed, _clock.Set(second));
        Assert.Equal(second, _clock.UtcNow);
    }

    [Fact]
    public void Two_answers_that_do_not_agree_move_nothing_and_the_later_one_waits_for_its_second()
    {
        Assert.Equal(ClockAnswer.Doubted, _clock.Set(s_start.AddDays(30)));
        Assert.Equal(ClockAnswer.Doubted, _clock.Set(s_start.AddDays(31)));
        Assert.Equal(ClockAnswer.Doubted, _clock.Set(s_start.AddDays(30)));
        Assert.Equal(s_start, _clock.UtcNow);
        Assert.Equal(ClockAnswer.Believed, _clock.Set(s_start.AddDays(30)));
    }

    [Fact]
    public void A_second_answer_that_agrees_with_the_clock_ends_the_doubt()
    {
        _clock.Set(s_start.AddDays(30));
        Assert.Equal(ClockAnswer.Believed, _clock.Set(s_start));
        Assert.Equal(ClockAnswer.Doubted, _clock.Set(s_start.AddDays(30)));
    }

    [Fact]
    public void Stamps_are_corrected_once_and_before_anything_follows_from_the_new_time()
    {
        var happened = new List<string>();
        _clock.Synchronised += by => happened.Add($"corrected by {by.TotalHours} h");
        _clock.Moved += () => happened.Add("moved");

        _clock.Set(s_start.AddHours(2));
        _clock.Set(s_start.AddHours(3));

        Assert.Equal(["corrected by 2 h", "moved", "moved"], happened);
    }

    [Fact]
    public void Stamps_that_others_have_read_are_not_corrected()
    {
        _clock.Synchronised += _ => Assert.Fail("corrected what was read");
        _clock.CloseCorrections();

        Assert.Equal(ClockAnswer.Believed, _clock.Set(s_start.AddHours(2)));
        Assert.True(_clock.IsSynchronised);
    }

    [Fact]
    public void A_transaction_has_a_time_of_its_own_from_its_start_on()
    {
        _clock.Set(s_start.AddHours(1));
        var transaction = new TransactionTime(_clock);
        var began = _loop.Time.GetTimestamp();

        _loop.RunFor(TimeSpan.FromSeconds(7));
        _clock.Set(s_start.AddSeconds(7));
        _loop.RunFor(TimeSpan.FromSeconds(7));

        Assert.Equal(s_start.AddSeconds(14), _clock.UtcNow);
        Assert.Equal(s_start.AddHours(1).AddSeconds(14), transaction.Now);
        Assert.Equal(s_start.AddHours(1), transaction.At(began));
    }

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A machine's clock that can be set, over timers that do not follow it.</summary>
    private sealed class SteppingClock(TimeProvider time) : TimeProvider
    {
        public TimeSpan Error { get; set; }

        public override long TimestampFrequency => time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Error;

        public override long GetTimestamp() => time.GetTimestamp();
    }
}
