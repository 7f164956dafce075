using System.Device.Gpio;
using System.Device.Gpio.Drivers;

namespace ChargerFirmware.Tests.Unit.Packages;

/// <summary>What the drivers of relay, contacts and enable line rely on: no pin flickers when it is opened, and edges name their driver.</summary>
public sealed class GpioControllerTests
{
    private readonly RecordingDriver _driver = new();
    private readonly GpioController _gpio;

    public GpioControllerTests() => _gpio = new GpioController(_driver);

    [Fact]
    public void A_pin_opened_as_output_gets_mode_and_level_in_one_call()
    {
        _gpio.OpenPin(3, PinMode.Output, PinValue.High);

        Assert.Equal(["open 3", "mode 3 Output High"], _driver.Calls);
    }

    [Fact]
    public void An_open_pin_is_returned_again()
    {
        var first = _gpio.OpenPin(3);

        Assert.Same(first, _gpio.OpenPin(3));
        Assert.Equal(["open 3"], _driver.Calls);
    }

    [Fact]
    public void A_write_to_an_input_is_dropped_silently_and_applied_with_the_next_mode()
    {
        _gpio.OpenPin(3, PinMode.Input);

        _gpio.Write(3, PinValue.High);
        Assert.DoesNotContain("write 3 High", _driver.Calls);

        _gpio.SetPinMode(3, PinMode.Output);
        Assert.Equal("mode 3 Output High", _driver.Calls[^1]);
    }

    [Fact]
    public void Edges_come_with_the_driver_as_sender()
    {
        _gpio.OpenPin(3, PinMode.Input);
        var seen = new List<(object Sender, int Pin, PinEventTypes Edge)>();
        PinChangeEventHandler handler = (sender, change) => seen.Add((sender, change.PinNumber, change.ChangeType));
        _gpio.RegisterCallbackForPinValueChangedEvent(3, PinEventTypes.Rising, handler);

        _driver.RaiseEdge(3, PinEventTypes.Rising);
        _gpio.UnregisterCallbackForPinValueChangedEvent(3, handler);
        _driver.RaiseEdge(3, PinEventTypes.Rising);

        Assert.Equal([(_driver, 3, PinEventTypes.Rising)], seen);
    }

    [Fact]
    public void Disposal_closes_all_pins_and_then_the_driver()
    {
        _gpio.OpenPin(3);

        _gpio.Dispose();

        Assert.Equal(["open 3", "close 3", "dispose"], _driver.Calls);
        Assert.Throws<ObjectDisposedException>(() => _gpio.OpenPin(3));
        Assert.Throws<ObjectDisposedException>(() => _gpio.IsPinOpen(3));
    }

    [Fact]
    public void A_chip_that_is_not_there_is_named()
    {
        var refusal = Assert.ThrowsAny<Exception>(() => new LibGpiodDriver(255));

        Assert.True(refusal is IOException or PlatformNotSupportedException, refusal.ToString());
    }
}
