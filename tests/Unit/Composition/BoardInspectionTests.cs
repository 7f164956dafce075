using ChargerFirmware.Composition;
using ChargerFirmware.Composition.Inspection;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Tests.Unit.Composition;

public sealed class BoardInspectionTests
{
    [Fact]
    public void A_board_without_a_fault_has_a_plan_and_no_warning()
    {
        var inspection = BoardInspection.Of(BoardFile.Parse(TestBoard.File, TestBoard.Text));

        Assert.Empty(inspection.Problems);
        Assert.Empty(inspection.Warnings);
        Assert.NotNull(inspection.Plan);
    }

    [Theory]
    [InlineData("gpio-contact", "gpio-contract", "$.devices.estop.driver", "no device driver is called 'gpio-contract'; expected one of: gpio-relay")]
    [InlineData("\"modbus-tcp\"", "\"modbus-udp\"", "$.buses.net.driver", "no bus driver is called 'modbus-udp'; expected one of: gpio, spi, modbus-rtu")]
    [InlineData("\"pin\": 6", "\"pn\": 6", "$.devices.estop.pn", "unknown key; expected one of: pin, normallyClosed")]
    [InlineData("\"pin\": 6, ", "", "$.devices.estop.pin", "missing; expected a whole number from 0 to 1023")]
    [InlineData("\"pin\": 6", "\"pin\": \"6\"", "$.devices.estop.pin", "expected a whole number from 0 to 1023, found \"6\"")]
    [InlineData("\"pin\": 6", "\"pin\": 4000", "$.devices.estop.pin", "expected a whole number from 0 to 1023, found 4000")]
    [InlineData("\"host\": \"meter.local\"", "\"host\": true", "$.buses.net.host", "expected text, found true")]
    [InlineData("\"mfrc522\", \"bus\": \"spi\"", "\"mfrc522\", \"bus\": \"pins\"", "$.devices.reader.bus",
        "'pins' is a gpio bus; mfrc522 needs a spi bus, expected one of: spi")]
    [InlineData("\"mfrc522\", \"bus\": \"spi\"", "\"mfrc522\"", "$.devices.reader.bus", "missing; mfrc522 needs a spi bus, expected one of: spi")]
    [InlineData("\"reader\": \"reader\"", "\"reader\": \"rfid\"", "$.station.reader", "no device is called 'rfid'; expected one of: reader")]
    [InlineData("\"meter\": \"meter1\"", "\"meter\": \"evse1\"", "$.connectors[0].meter",
        "'evse1' is driven by simple-evse, which is not an energy meter; expected one of: meter1, meter2")]
    [InlineData("\"controller\": \"dc2\"", "\"controller\": \"lock1\"", "$.connectors[1].controller", "which is not a charge controller; expected one of: evse1, dc2")]
    [InlineData("\"unit\": 2, \"proximity\"", "\"unit\": 1, \"proximity\"", "$.devices.evse1.unit", "unit 1 of bus 'line' is used by 'meter1' (unit) already")]
    [InlineData("\"feedbackPin\": 26", "\"feedbackPin\": 17", "$.devices.relay2.feedbackPin", "pin 17 of bus 'pins' is used by 'relay1' (pin) already")]
    [InlineData("\"reversePin\": 23", "\"reversePin\": 22", "$.devices.lock1.reversePin", "pin 22 of bus 'pins' is used by 'lock1' (forwardPin) already")]
    [InlineData("\"pin\": 6", "\"pin\": 99", "$.devices.estop.pin", "expected a GPIO number from 0 to 27, found 99")]
    [InlineData("\"feedbackPin\": 26", "\"feedbackPin\": 8", "$.devices.relay2.feedbackPin", "GPIO 8 belongs to SPI 0 (CE1, CE0, MISO, MOSI, SCLK), bus 'spi'")]
    [InlineData("\"pin\": 6, \"normallyClosed\": true },", "\"pin\": 14, \"normallyClosed\": true },", "$.devices.estop.pin", "the serial port /dev/serial0",
        "/dev/ttyUSB0", "/dev/serial0")]
    [InlineData("\"pins\": { \"driver\": \"gpio\"", "\"pins\": { \"driver\": \"gpio\", \"chip\": 1, \"label\": \"expander\"", "$.buses.pins.label",
        "expected chip or label, found both")]
    [InlineData("\"pins\": { \"driver\": \"gpio\"", "\"pins\": { \"driver\": \"gpio\", \"label\": \"\"", "$.buses.pins.label", "found an empty one")]
    [InlineData("\"pins\": { \"driver\": \"gpio\"", "\"pins\": { \"driver\": \"gpio\", \"label\": \"pinctrl-bcm2711\"", "$.devices.estop.pin",
        "expected a GPIO number from 0 to 27, found 99", "\"pin\": 6", "\"pin\": 99")]
    [InlineData("\"unit\": 2, \"proximity\"", "\"unit\": 0, \"proximity\"", "$.devices.evse1.unit", "expected an address from 1 to 247 on a serial line, found 0")]
    [InlineData("\"spi\": { \"driver\"", "\"spi1\": { \"driver\": \"spi\", \"bus\": 0, \"chipSelect\": 0 }, \"spi\": { \"driver\"", "$.buses.spi",
        "/dev/spidev0.0 belongs to bus 'spi1' already")]
    [InlineData("\"enable\": {", "\"reader2\": { \"driver\": \"mfrc522\", \"bus\": \"spi\" }, \"enable\": {", "$.devices.reader2.bus",
        "chip-select 0 of bus 'spi' is used by 'reader' (bus) already")]
    [InlineData("\"cable\": \"socket\"", "\"cable\": \"fixed\"", "$.connectors[0].lock", "a fixed cable has no lock")]
    [InlineData(", \"maxPowerW\": 60000", "", "$.connectors[1].maxPowerW", "missing; expected the most power")]
    [InlineData("\"maxCurrentA\": 200", "\"maxCurrentA\": 80, \"minCurrentA\": 90", "$.connectors[1].minCurrentA", "expected at most maxCurrentA (80), found 90")]
    [InlineData("\"maxCurrentA\": 32", "\"maxCurrentA\": 125", "$.connectors[0].maxCurrentA", "expected at most 80")]
    [InlineData("\"maxCurrentA\": 32", "\"maxCurrentA\": 32, \"maxPowerW\": 22000", "$.connectors[0].maxPowerW", "only a DC connector has it")]
    [InlineData("\"contactor\": \"relay2\"", "\"contactor\": \"relay1\"", "$.connectors[1].contactor", "'relay1' is at $.connectors[0].contactor already")]
    [InlineData("\"meter\": \"meter2\"", "\"meter\": \"meter1\"", "$.connectors[1].meter", "'meter1' is at $.connectors[0].meter already")]
    [InlineData("\"meter\": \"meter1\"", "\"meter\": \"meter2\"", "$.connectors[0].meter", "does not measure all of 3 phases")]
    [InlineData("\"current\": \"ac\"", "\"current\": \"dc\", \"maxPowerW\": 20000", "$.connectors[0].controller", "simple-evse, which is for AC connectors only")]
    [InlineData("\"controller\": \"dc2\"", "\"controller\": \"evse1\"", "$.connectors[1].controller", "'evse1' is at $.connectors[0].controller already")]
    [InlineData("\"eastron-sdm630\"", "\"eastron-sdm63O\"", "$.devices.meter1.model", "no meter model is called 'eastron-sdm63O'; expected one of: acrel-")]
    [InlineData("\"modbus-dc-controller\",", "\"modbus-dc-controller\", \"map\": \"x\",", "$.devices.dc2.map", "no map is called 'x'; expected one of: chargerfirmware-dc")]
    [InlineData("\"/dev/ttyUSB0\"", "\"/dev/ttyUSB0\", \"baudRate\": 14400", "$.buses.line.baudRate", "expected one of: 1200, 2400")]
    [InlineData("\"pin\": 5", "\"pin\": 5, \"toggleMs\": 100, \"dropOutMs\": 200", "$.devices.enable.toggleMs", "expected less than half of dropOutMs (200)")]
    [InlineData("\"mfrc522\",", "\"mfrc522\", \"idTagPrefix\": \"thirteenchars\",", "$.devices.reader.idTagPrefix", "expected at most 12 characters")]
    [InlineData("\"vendor\": \"V\"", "\"vendor\": \"twenty-one characters\"", "$.identity.vendor", "expected 1 to 20 characters, found 21")]
    [InlineData("\"model\": \"M\"", "\"model\": \"\"", "$.identity.model", "expected 1 to 20 characters, found 0")]
    public void What_is_wrong_is_reported_with_file_place_and_expectation(
        string right, string wrong, string path, string problem, string otherRight = "", string otherWrong = "")
    {
        var refusal = Assert.Throws<BoardException>(() => BoardPlan.Of(TestBoard.With(right, wrong, otherRight, otherWrong)));

        Assert.Equal(TestBoard.File, refusal.File);
        Assert.StartsWith(path, refusal.Path, StringComparison.Ordinal);
        Assert.Contains(problem, refusal.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_reported_and_none_twice()
    {
        var spoilt = TestBoard.Text
            .Replace("\"pin\": 6", "\"pin\": -6", StringComparison.Ordinal)
            .Replace("gpio-lock-motor", "gpio-lock", StringComparison.Ordinal)
            .Replace("\"meter\": \"meter1\"", "\"meter\": \"meter3\"", StringComparison.Ordinal)
            .Replace(", \"maxPowerW\": 60000", "", StringComparison.Ordinal);

        var inspection = BoardInspection.Of(BoardFile.Parse(TestBoard.File, spoilt));

        // The roles of a device whose driver is unknown are unknown, too.
        Assert.Equal(
            ["$.devices.estop.pin", "$.devices.lock1.driver", "$.connectors[0].meter", "$.connectors[1].maxPowerW"],
            inspection.Problems.Select(problem => problem.Path));
        Assert.Null(inspection.Plan);
    }

    [Theory]
    [InlineData(", \"enableLine\": \"enable\"", "", "$.station.enableLine", "for the bench only")]
    [InlineData("\"feedbackPin\": 27", "\"operateMs\": 30", "$.connectors[0].contactor", "welds goes unnoticed")]
    [InlineData("\"lock\": \"lock1\", ", "", "$.connectors[0].lock", "can be pulled from this socket under load")]
    [InlineData(", \"normallyClosed\": true", "", "$.station.emergencyStop", "a broken wire looks as if all were well")]
    [InlineData("\"reader\": \"reader\", ", "", "$.connectors[0].reader", "only the central system can start a session")]
    [InlineData(", \"proximity\": true", "", "$.devices.evse1.proximity", "a thin cable is offered more current")]
    [InlineData("\"maxCurrentA\": 32", "\"maxCurrentA\": 63", "$.devices.evse1.maxCurrentA", "is never reached")]
    [InlineData("\"maxCurrentA\": 32", "\"maxCurrentA\": 32, \"phases\": 1", "$.devices.evse1.phases", "limits in W come out wrong")]
    [InlineData("\"emergencyStop\": \"estop\", ", "", "$.devices.estop", "plays no role")]
    [InlineData("\"pin\": 6", "\"pin\": 2", "$.devices.estop.pin", "GPIO 2 belongs to I2C 1")]
    [InlineData("\"pin\": 6", "\"pin\": 15", "$.devices.estop.pin", "GPIO 15 belongs to the serial console")]
    [InlineData("\"pin\": 6", "\"pin\": 40", "$.devices.estop.pin", "GPIO 40 is not on the 40-pin header")]
    [InlineData("\"pins\": { \"driver\": \"gpio\" }", "\"pins\": { \"driver\": \"gpio\" }, \"more\": { \"driver\": \"gpio\", \"chip\": 1 }", "$.buses.more", "no device sits on it")]
    [InlineData("\"cable\": \"fixed\"", "\"cable\": \"socket\"", "$.connectors[1].cable", "a DC connector has a fixed cable")]
    public void What_is_for_the_bench_only_is_warned_of(string right, string wrong, string path, string text)
    {
        var inspection = TestBoard.Inspect(right, wrong);

        Assert.Empty(inspection.Problems);
        Assert.NotNull(inspection.Plan);
        Assert.Contains(inspection.Warnings, warning => warning.Path == path && warning.Text.Contains(text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"controller\": \"evse1\"", "\"controller\": \"evse1\", \"plug\": \"evse1\"")]
    [InlineData("\"controller\": \"dc2\"", "\"controller\": \"dc2\", \"reader\": \"reader\"")]
    public void A_device_may_play_several_roles_at_once(string right, string wrong) => Assert.Empty(TestBoard.Inspect(right, wrong).Problems);

    [Fact]
    public void The_places_of_all_buses_are_known() => Assert.Equal(
        [
            ("pins", new BusPlace(BusPlaceKind.GpioChip, "/dev/gpiochip*")),
            ("spi", new BusPlace(BusPlaceKind.SpiDevice, "/dev/spidev0.0")),
            ("line", new BusPlace(BusPlaceKind.SerialPort, "/dev/ttyUSB0")),
            ("net", new BusPlace(BusPlaceKind.Host, "meter.local:502")),
        ],
        BoardPlan.Of(BoardFile.Parse(TestBoard.File, TestBoard.Text)).Places.Select(place => (place.Bus.Name, place.Place)));

    [Fact]
    public void A_chip_is_known_by_its_label_and_has_pins_of_its_own()
    {
        var pins = "\"pins\": { \"driver\": \"gpio\"";
        var inspection = BoardInspection.Of(TestBoard.With(pins, $"{pins}, \"label\": \"expander\"", "\"pin\": 6", "\"pin\": 99"));

        Assert.Empty(inspection.Problems);
        Assert.Contains(new BusPlace(BusPlaceKind.LabelledGpioChip, "expander"), inspection.Plan!.Places.Select(place => place.Place));
    }
}
