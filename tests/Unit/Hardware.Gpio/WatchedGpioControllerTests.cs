using System.Device.Gpio;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Gpio;
using ChargerFirmware.Hardware.Gpio.Adapters;

namespace ChargerFirmware.Tests.Unit.HardwareGpio;

public sealed class WatchedGpioControllerTests
{
    private const int Pin = 6;
    private const int OtherPin = 7;
    private const double LookMs = 500;

    private readonly VirtualLoop _loop = new(DateTimeOffset.UnixEpoch);
    private readonly InterruptibleDriver _driver = new();
    private readonly WatchedGpioController _gpio;
    private GpioContact? _contact;

    public WatchedGpioControllerTests()
    {
        _gpio = new WatchedGpioController(_loop.Time, _driver);
        _loop.Run(() => { _contact = new GpioContact(_loop, _gpio, new GpioContactOptions { Pin = Pin }); });
    }

    [Fact]
    public void An_edge_is_heard_at_once()
    {
        Drive(PinValue.Low);

        Assert.True(_contact!.IsActive);
    }

    [Fact]
    public void A_line_whose_edges_do_not_come_any_more_is_seen_at_the_next_look()
    {
        _driver.Interrupt();
        Drive(PinValue.Low);
        Assert.False(_contact!.IsActive);

        RunFor(LookMs);

        Assert.True(_contact!.IsActive);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Its_edges_are_asked_for_again(bool throwsLate)
    {
        _driver.ThrowsLate = throwsLate;
        _driver.Interrupt();
        Drive(PinValue.Low);
        RunFor(2 * LookMs);
        Drive(PinValue.High);
        RunFor(50);
        Assert.False(_contact!.IsActive);

        Drive(PinValue.Low);

        Assert.True(_contact!.IsActive);
    }

    [Fact]
    public void A_line_that_is_no_longer_watched_calls_back_no_more()
    {
        var calls = 0;
        _gpio.OpenPin(OtherPin, PinMode.Input);
        PinChangeEventHandler callback = (_, _) => calls++;
        _gpio.RegisterCallbackForPinValueChangedEvent(OtherPin, PinEventTypes.Rising | PinEventTypes.Falling, callback);
        _gpio.UnregisterCallbackForPinValueChangedEvent(OtherPin, callback);

        _driver.Drive(OtherPin, PinValue.Low);
        RunFor(2 * LookMs);

        Assert.Equal(0, calls);
    }

    private void Drive(PinValue level)
    {
        _driver.Drive(Pin, level);
        RunFor(0);
    }

    private void RunFor(double ms) => _loop.RunFor(TimeSpan.FromMilliseconds(ms));
}
