using System.Text.Json;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Gpio;

namespace ChargerFirmware.Tests.Unit.HardwareGpio;

public sealed class OptionsTests
{
    [Fact]
    public void A_relay_is_read_from_a_board_file()
    {
        var options = Device<GpioRelayOptions>(
            """{ "driver": "gpio-relay", "bus": "gpio", "pin": 17, "activeLow": true, "feedbackPin": 27, "feedbackPull": "up" }""");

        Assert.Equal(
            new GpioRelayOptions { Pin = 17, ActiveLow = true, FeedbackPin = 27, FeedbackPull = PinPull.Up, CloseTimeoutMs = 200, OpenTimeoutMs = 200 },
            options);
    }

    [Fact]
    public void What_a_board_file_does_not_say_has_its_default()
    {
        Assert.Equal(
            new GpioLockMotorOptions { ForwardPin = 22, ReversePin = 23, FeedbackPin = 24 },
            Device<GpioLockMotorOptions>("""{ "driver": "gpio-lock-motor", "bus": "gpio", "forwardPin": 22, "reversePin": 23, "feedbackPin": 24 }"""));
        Assert.Equal(
            new GpioContactOptions { Pin = 6, NormallyClosed = true },
            Device<GpioContactOptions>("""{ "driver": "gpio-contact", "bus": "gpio", "pin": 6, "normallyClosed": true }"""));
        Assert.Equal(
            new GpioEnableLineOptions { Pin = 5 }, Device<GpioEnableLineOptions>("""{ "driver": "gpio-enable-line", "bus": "gpio", "pin": 5 }"""));
        Assert.Equal(new Mfrc522Options(), Device<Mfrc522Options>("""{ "driver": "mfrc522", "bus": "gpio" }"""));
    }

    [Fact]
    public void A_bus_of_pins_needs_nothing() => Assert.Null(Bus<GpioBusOptions>("""{ "driver": "gpio" }""").Chip);

    [Fact]
    public void A_chip_is_named_by_its_label() =>
        Assert.Equal(new GpioBusOptions { Label = "pinctrl-rp1" }, Bus<GpioBusOptions>("""{ "driver": "gpio", "label": "pinctrl-rp1" }"""));

    [Theory]
    [InlineData("""{ "driver": "gpio-relay", "bus": "gpio" }""", "pin")]
    [InlineData("""{ "driver": "gpio-relay", "bus": "gpio", "pin": -1 }""", "pin")]
    [InlineData("""{ "driver": "gpio-relay", "bus": "gpio", "pin": 1, "feedbackPull": "Up" }""", "feedbackPull")]
    [InlineData("""{ "driver": "gpio-relay", "bus": "gpio", "pin": 1, "closeTimeoutMs": 0 }""", "closeTimeoutMs")]
    [InlineData("""{ "driver": "gpio-relay", "bus": "gpio", "pin": 1, "pinn": 2 }""", "pinn")]
    public void What_is_wrong_is_named(string relay, string key)
    {
        var refusal = Assert.Throws<BoardException>(() => Device<GpioRelayOptions>(relay));

        Assert.Equal($"$.devices.device.{key}", refusal.Path);
    }

    [Fact]
    public void A_line_to_a_reader_is_read_from_a_board_file()
    {
        using var json = JsonDocument.Parse("""{ "driver": "spi", "bus": 0, "chipSelect": 1 }""");

        var options = StrictJson.Read("test.json", "$.buses.spi0", json.RootElement, SpiBusOptions.Json, ["driver"]);

        Assert.Equal(new SpiBusOptions { Controller = 0, ChipSelect = 1, ClockHz = 5_000_000 }, options);
    }

    private static T Device<T>(string device)
        where T : class, IDriverOptions<T> => Board("""{ "driver": "gpio" }""", device).Devices["device"].Options<T>();

    private static T Bus<T>(string bus)
        where T : class, IDriverOptions<T> => Board(bus, """{ "driver": "any" }""").Buses["gpio"].Options<T>();

    private static BoardFile Board(string bus, string device) => BoardFile.Parse(
        "test.json",
        $$"""
        {
          "identity": { "vendor": "V", "model": "M" },
          "buses": { "gpio": {{bus}} },
          "devices": { "device": {{device}} },
          "station": {},
          "connectors": [ { "current": "ac", "cable": "socket", "contactor": "c", "meter": "m", "controller": "p", "maxCurrentA": 32 } ]
        }
        """);
}
