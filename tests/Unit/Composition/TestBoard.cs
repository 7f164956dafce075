using ChargerFirmware.Composition.Inspection;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Tests.Unit.Composition;

/// <summary>A board without a fault, to be spoilt in one place.</summary>
internal static class TestBoard
{
    public const string File = "board.json";

    public const string Text = """
        {
          "identity": { "vendor": "V", "model": "M" },
          "buses": {
            "pins": { "driver": "gpio" },
            "spi": { "driver": "spi", "bus": 0, "chipSelect": 0 },
            "line": { "driver": "modbus-rtu", "port": "/dev/ttyUSB0" },
            "net": { "driver": "modbus-tcp", "host": "meter.local" }
          },
          "devices": {
            "reader": { "driver": "mfrc522", "bus": "spi" },
            "enable": { "driver": "gpio-enable-line", "bus": "pins", "pin": 5 },
            "estop": { "driver": "gpio-contact", "bus": "pins", "pin": 6, "normallyClosed": true },
            "relay1": { "driver": "gpio-relay", "bus": "pins", "pin": 17, "feedbackPin": 27 },
            "lock1": { "driver": "gpio-lock-motor", "bus": "pins", "forwardPin": 22, "reversePin": 23, "feedbackPin": 24 },
            "meter1": { "driver": "modbus-meter", "bus": "line", "unit": 1, "model": "eastron-sdm630" },
            "evse1": { "driver": "simple-evse", "bus": "line", "unit": 2, "proximity": true },
            "relay2": { "driver": "gpio-relay", "bus": "pins", "pin": 19, "feedbackPin": 26 },
            "meter2": { "driver": "modbus-meter", "bus": "net", "unit": 1, "model": "acrel-djsf1352-rn" },
            "dc2": { "driver": "modbus-dc-controller", "bus": "net", "unit": 2 }
          },
          "station": { "reader": "reader", "emergencyStop": "estop", "enableLine": "enable" },
          "connectors": [
            { "current": "ac", "cable": "socket", "contactor": "relay1", "lock": "lock1", "meter": "meter1", "controller": "evse1", "maxCurrentA": 32 },
            { "current": "dc", "cable": "fixed", "contactor": "relay2", "meter": "meter2", "controller": "dc2", "maxCurrentA": 200, "maxPowerW": 60000 }
          ]
        }
        """;

    /// <summary>The board with one thing put in place of another, or two.</summary>
    public static BoardFile With(string right, string wrong, string otherRight = "", string otherWrong = "")
    {
        Assert.Contains(right, Text, StringComparison.Ordinal);
        var text = Text.Replace(right, wrong, StringComparison.Ordinal);
        return BoardFile.Parse(File, otherRight.Length == 0 ? text : text.Replace(otherRight, otherWrong, StringComparison.Ordinal));
    }

    public static BoardInspection Inspect(string right, string wrong) => BoardInspection.Of(With(right, wrong));
}
