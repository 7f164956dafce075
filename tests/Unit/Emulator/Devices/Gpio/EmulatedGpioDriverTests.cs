using System.Device.Gpio;
using ChargerFirmware.Emulator.Devices.Gpio;

namespace ChargerFirmware.Tests.Unit.Emulator.Devices.Gpio;

public sealed class EmulatedGpioDriverTests
{
    private readonly EmulatedGpioChip _chip = new(8);
    private readonly GpioController _gpio;
    private readonly List<(int Pin, PinValue Level)> _outputs = [];

    public EmulatedGpioDriverTests()
    {
        _gpio = new GpioController(new EmulatedGpioDriver(_chip));
        _chip.OutputChanged += (pin, level) => _outputs.Add((pin, level));
    }

    [Fact]
    public void An_output_is_seen_from_the_moment_it_is_one_and_on_each_change()
    {
        _gpio.OpenPin(2, PinMode.Output, PinValue.High);
        _gpio.Write(2, PinValue.High);
        _gpio.Write(2, PinValue.Low);

        Assert.Equal([(2, PinValue.High), (2, PinValue.Low)], _outputs);
    }

    [Fact]
    public void An_open_input_follows_its_pull()
    {
        _gpio.OpenPin(1, PinMode.InputPullUp);
        _gpio.OpenPin(2, PinMode.InputPullDown);

        Assert.Equal(PinValue.High, _gpio.Read(1));
        Assert.Equal(PinValue.Low, _gpio.Read(2));

        _chip.Drive(1, PinValue.Low);
        Assert.Equal(PinValue.Low, _gpio.Read(1));

        _chip.Float(1);
        Assert.Equal(PinValue.High, _gpio.Read(1));
    }

    [Fact]
    public void Edges_are_reported_to_those_who_asked_for_them()
    {
        _gpio.OpenPin(1, PinMode.Input);
        var edges = new List<PinEventTypes>();
        _gpio.RegisterCallbackForPinValueChangedEvent(1, PinEventTypes.Falling, (_, change) => edges.Add(change.ChangeType));

        _chip.Drive(1, PinValue.High);
        _chip.Drive(1, PinValue.High);
        _chip.Drive(1, PinValue.Low);

        Assert.Equal([PinEventTypes.Falling], edges);
    }

    [Fact]
    public void A_dead_process_leaves_its_outputs_as_they_are()
    {
        _gpio.OpenPin(2, PinMode.Output, PinValue.High);

        _gpio.Dispose();

        Assert.Equal(PinValue.High, _chip.Level(2));
        using var next = new GpioController(new EmulatedGpioDriver(_chip));
        next.OpenPin(2, PinMode.Output, PinValue.Low);
        Assert.Equal([(2, PinValue.High), (2, PinValue.Low)], _outputs);
    }

    [Fact]
    public void Callbacks_end_with_their_driver()
    {
        var edges = 0;
        _gpio.OpenPin(1, PinMode.Input);
        _gpio.RegisterCallbackForPinValueChangedEvent(1, PinEventTypes.Rising, (_, _) => edges++);

        _gpio.Dispose();
        _chip.Drive(1, PinValue.High);

        Assert.Equal(0, edges);
    }

    [Fact]
    public void A_pin_that_the_chip_does_not_have_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _gpio.OpenPin(8));
}
