using ChargerFirmware.Hardware.Gpio;
using ChargerFirmware.Hardware.Modbus;

namespace ChargerFirmware.Composition.Inspection;

/// <summary>
/// Pins of the processor that a board cannot have, or that belong to something else: a driver would open some of them without an
/// error and switch what is not wired to it. Numbers are the processor's GPIO numbers, on the 40-pin header of Raspberry Pi boards.
/// </summary>
internal static class HeaderPinCheck
{
    private const int LastOnHeader = 27;

    // BCM2711 has GPIO 0 to 57; RP1, the Raspberry Pi 5's, 0 to 53.
    private const int LastOfProcessor = 57;

    // A USB adapter has other names.
    private static readonly string[] s_headerUarts = ["/dev/serial0", "/dev/ttyAMA0", "/dev/ttyS0"];

    private static readonly (int First, int Last, string Owner)[] s_reserved =
    [
        (0, 1, "the EEPROM of an add-on board (ID_SD, ID_SC)"),
        (2, 3, "I2C 1 (SDA, SCL), with pull-ups of 1.8 kOhm on the board"),
        (14, 15, "the serial console (TXD, RXD), until that is switched off"),
    ];

    public static void Run(PlannedParts parts, Findings findings)
    {
        var taken = Taken(parts).ToList();
        foreach (var device in parts.Devices.Values)
        {
            if (device is not { Bus.Options: GpioBusOptions bus, Options: { } options } || !IsProcessor(bus))
            {
                continue;
            }

            foreach (var (key, kind, pin) in DeviceResources.Of(device, options))
            {
                if (kind == DeviceResources.Pin)
                {
                    Check(pin, $"{device.Part.Path}.{key}", taken, findings);
                }
            }
        }
    }

    /// <summary>The kernel labels the processor's chip by its pin controller: pinctrl-bcm2711, pinctrl-rp1.</summary>
    private static bool IsProcessor(GpioBusOptions bus) =>
        bus.Label is { } label ? label.StartsWith("pinctrl-", StringComparison.Ordinal) : bus.Chip is null or 0;

    private static void Check(int pin, string path, List<(int First, int Last, string Owner)> taken, Findings findings)
    {
        if (pin > LastOfProcessor)
        {
            findings.Refuse(
                path, $"no such pin: expected a GPIO number from 0 to {LastOnHeader}, found {pin}; the positions on the header are numbered otherwise");
        }
        else if (pin > LastOnHeader)
        {
            findings.Warn(path, $"GPIO {pin} is not on the 40-pin header, where 0 to {LastOnHeader} are; on many boards the machine itself uses it");
        }
        else if (taken.Find(range => pin >= range.First && pin <= range.Last).Owner is { } bus)
        {
            findings.Refuse(path, $"GPIO {pin} belongs to {bus}");
        }
        else if (Array.Find(s_reserved, range => pin >= range.First && pin <= range.Last).Owner is { } owner)
        {
            findings.Warn(path, $"GPIO {pin} belongs to {owner}");
        }
    }

    /// <summary>The pins of the header that other buses of this board need.</summary>
    private static IEnumerable<(int First, int Last, string Owner)> Taken(PlannedParts parts)
    {
        foreach (var bus in parts.Buses.Values)
        {
            switch (bus.Options)
            {
                case SpiBusOptions { Controller: 0 }:
                    yield return (7, 11, $"SPI 0 (CE1, CE0, MISO, MOSI, SCLK), bus '{bus.Name}'");
                    break;
                case SpiBusOptions { Controller: 1 }:
                    yield return (16, 21, $"SPI 1 (CE2, CE1, CE0, MISO, MOSI, SCLK), bus '{bus.Name}'");
                    break;
                case ModbusRtuOptions { Port: { } port } when s_headerUarts.Contains(port):
                    yield return (14, 15, $"the serial port {port} (TXD, RXD), bus '{bus.Name}'");
                    break;
            }
        }
    }
}
