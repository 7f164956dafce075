using System.Device.Gpio;
using ChargerFirmware.Hardware.Gpio;

namespace ChargerFirmware.Tests.Unit.HardwareGpio;

public sealed class ChipLabelsTests
{
    private static readonly GpioChipInfo s_header = new(0, "gpiochip0", "pinctrl-rp1", 54);
    private static readonly GpioChipInfo s_headerAgain = new(4, "gpiochip0", "pinctrl-rp1", 54);
    private static readonly GpioChipInfo s_expander = new(11, "gpiochip11", "mcp23017", 16);
    private static readonly GpioChipInfo s_secondExpander = new(12, "gpiochip12", "mcp23017", 16);

    [Fact]
    public void A_chip_is_found_whatever_its_number() => Assert.Equal(11, ChipLabels.NumberOf("mcp23017", [s_header, s_expander]));

    [Fact]
    public void A_second_device_file_of_one_chip_is_that_chip() =>
        Assert.Equal(0, ChipLabels.NumberOf("pinctrl-rp1", [s_expander, s_headerAgain, s_header]));

    [Fact]
    public void A_label_that_several_chips_have_names_none() =>
        Assert.Contains(
            "11 and 12 are all labelled 'mcp23017'",
            Assert.Throws<IOException>(() => ChipLabels.NumberOf("mcp23017", [s_header, s_secondExpander, s_expander])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_label_that_no_chip_has_is_refused_with_those_there_are() =>
        Assert.EndsWith(
            "there are: 'pinctrl-rp1', 'mcp23017'",
            Assert.Throws<IOException>(() => ChipLabels.NumberOf("pinctrl-rp", [s_header, s_expander])).Message,
            StringComparison.Ordinal);
}
