using System.Device.Gpio;
using ChargerFirmware.Hardware.Gpio;

namespace ChargerFirmware.Tests.Unit.HardwareGpio;

public sealed class GpioContactTests
{
    private const int Pin = 6;

    private readonly GpioBench _bench = new();
    private readonly List<(bool IsActive, TimeSpan At)> _changes = [];

    [Fact]
    public void An_emergency_stop_counts_in_the_turn_after_its_edge()
    {
        var stop = EmergencyStop();

        _bench.Run(() =>
        {
            _bench.Chip.Float(Pin);
            Assert.False(stop.IsActive, "the callback itself must not act");
        });

        Assert.Equal([(true, TimeSpan.Zero)], _changes);
    }

    [Fact]
    public void Its_release_counts_when_it_has_stood()
    {
        var stop = EmergencyStop();
        _bench.Run(() => _bench.Chip.Float(Pin));

        _bench.Drive(Pin, PinValue.Low);
        _bench.RunFor(19);
        Assert.True(stop.IsActive);

        _bench.RunFor(1);
        Assert.False(stop.IsActive);
    }

    [Fact]
    public void A_release_that_bounces_is_one_release()
    {
        EmergencyStop();
        _bench.Run(() => _bench.Chip.Float(Pin));
        for (var ms = 1; ms < 10; ms++)
        {
            _bench.Drive(Pin, ms % 2 == 1 ? PinValue.Low : PinValue.High, ms);
        }

        _bench.RunFor(100);

        Assert.Equal([(true, TimeSpan.Zero), (false, TimeSpan.FromMilliseconds(29))], _changes);
    }

    [Theory]
    [InlineData(true, PinPull.Up)]
    [InlineData(true, PinPull.Down)]
    public void A_broken_wire_of_a_normally_closed_contact_looks_like_the_cause(bool normallyClosed, PinPull pull)
    {
        var contact = Contact(new GpioContactOptions { Pin = Pin, NormallyClosed = normallyClosed, Pull = pull });

        Assert.True(contact.IsActive);
    }

    [Theory]
    [InlineData(false, PinPull.Up, false)]
    [InlineData(false, PinPull.Down, true)]
    [InlineData(true, PinPull.Up, true)]
    [InlineData(true, PinPull.Down, false)]
    public void Polarity_follows_from_contact_and_pull(bool normallyClosed, PinPull pull, bool activeWhenHigh)
    {
        var contact = Contact(new GpioContactOptions { Pin = Pin, NormallyClosed = normallyClosed, Pull = pull, DebounceMs = 0 });

        _bench.Drive(Pin, PinValue.High);
        Assert.Equal(activeWhenHigh, contact.IsActive);

        _bench.Drive(Pin, PinValue.Low);
        Assert.Equal(!activeWhenHigh, contact.IsActive);
    }

    [Fact]
    public void Nothing_is_reported_after_disposal()
    {
        var stop = EmergencyStop();

        _bench.Run(() =>
        {
            _bench.Chip.Float(Pin);
            stop.Dispose();
        });

        Assert.Empty(_changes);
    }

    private GpioContact EmergencyStop()
    {
        _bench.Chip.Drive(Pin, PinValue.Low);
        return Contact(new GpioContactOptions { Pin = Pin, NormallyClosed = true, DebounceMs = 20 });
    }

    private GpioContact Contact(GpioContactOptions options)
    {
        GpioContact? contact = null;
        _bench.Run(() => contact = new GpioContact(_bench.Loop, _bench.Gpio, options));
        contact!.Changed += () => _changes.Add((contact.IsActive, _bench.Loop.Elapsed));
        return contact;
    }
}
