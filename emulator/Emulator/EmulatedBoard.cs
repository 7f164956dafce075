using System.Device.Gpio;
using System.Device.Spi;
using ChargerFirmware.Emulator.Devices;
using ChargerFirmware.Emulator.Devices.Gpio;
using ChargerFirmware.Emulator.Devices.Modbus;
using ChargerFirmware.Emulator.Devices.Rfid;
using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Buses;
using ChargerFirmware.Hardware.Gpio;
using ChargerFirmware.Hardware.Modbus;

namespace ChargerFirmware.Emulator;

/// <summary>
/// Any board file as hardware: its buses with emulated devices at their far ends, and the physical world behind them. It
/// outlives the station that runs on it: pins keep their levels, meters their registers, chips their state.
/// </summary>
/// <remarks>Used on one loop only.</remarks>
public sealed class EmulatedBoard
{
    private readonly Dictionary<string, EmulatedGpioChip> _chips = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EmulatedModbusLine> _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, InlineBusExecutor> _executors = new(StringComparer.Ordinal);

    /// <exception cref="BoardException">A device of the board has no emulation, or plays a part that none stands behind.</exception>
    public EmulatedBoard(TimeProvider time, RandomSource random, BoardFile board)
    {
        Time = time;
        Board = board;
        Site = new Site(time, random, SiteDescription.Of(board, DropOutOf(board)));
        foreach (var bus in board.Buses.Values)
        {
            Add(bus);
        }

        var wiring = new Wiring(time, board, Site, _chips, _lines);
        foreach (var device in board.Devices.Values)
        {
            wiring.Connect(device);
        }

        Readers = wiring.Readers;
    }

    public TimeProvider Time { get; }

    public BoardFile Board { get; }

    public Site Site { get; }

    /// <summary>The GPIO chip behind a bus.</summary>
    public EmulatedGpioChip Chip(string bus) => _chips[bus];

    /// <summary>The Modbus line behind a bus.</summary>
    public EmulatedModbusLine Line(string bus) => _lines[bus];

    /// <summary>The Modbus line that a device of the board file hangs on, or null where it hangs on none.</summary>
    public EmulatedModbusLine? LineOf(string device) => Board.Devices[device].Bus is { } bus ? _lines.GetValueOrDefault(bus) : null;

    /// <summary>Whether the meter of a connector answers whoever asks.</summary>
    /// <param name="connector">From 1.</param>
    public bool MeterAnswers(int connector) =>
        Site.Connector(connector).Meter.Answers && LineOf(Board.Connectors[connector - 1].Meter) is not { IsSilent: true };

    /// <summary>The reader chips by their device names.</summary>
    public IReadOnlyDictionary<string, EmulatedMfrc522> Readers { get; }

    /// <summary>A controller for a station that starts; the chip behind it is always the same.</summary>
    public GpioController OpenGpio(string bus) => new(new EmulatedGpioDriver(_chips[bus]));

    /// <exception cref="IOException">No chip is wired to that bus.</exception>
    public SpiDevice OpenSpi(string bus, SpiBusOptions options)
    {
        var device = Board.Devices.Values.FirstOrDefault(device => device.Bus == bus && Readers.ContainsKey(device.Name))
            ?? throw new IOException($"no chip is wired to SPI bus '{bus}'");
        var settings = new SpiConnectionSettings(options.Controller, options.ChipSelect) { ClockFrequency = options.ClockHz };
        return new EmulatedSpiDevice(Readers[device.Name], settings, duration => Elapse(bus, duration));
    }

    public IByteLine OpenLine(string bus) => _lines[bus];

    /// <summary>The executor of a bus for a station that starts.</summary>
    public IBusExecutor OpenExecutor(string bus) => _executors[bus] = new InlineBusExecutor(Time);

    private static TimeSpan DropOutOf(BoardFile board) =>
        board.Station.EnableLine is { } name
            ? TimeSpan.FromMilliseconds(board.Device(name, "$.station.enableLine").Options<GpioEnableLineOptions>().DropOutMs)
            : TimeSpan.Zero;

    private void Add(BoardPart bus)
    {
        switch (bus.Driver)
        {
            case "gpio":
                _chips.Add(bus.Name, new EmulatedGpioChip());
                break;
            case "modbus-rtu":
                _lines.Add(bus.Name, NewLine(bus, ModbusWire.Rtu(bus.Options<ModbusRtuOptions>().BaudRate)));
                break;
            case "modbus-tcp":
                _lines.Add(bus.Name, NewLine(bus, ModbusWire.Tcp()));
                break;
        }
    }

    private EmulatedModbusLine NewLine(BoardPart bus, ModbusWire wire) => new(wire, duration => Elapse(bus.Name, duration));

    private void Elapse(string bus, TimeSpan duration) => _executors[bus].Elapse(duration);
}
