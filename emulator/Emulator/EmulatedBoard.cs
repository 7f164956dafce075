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
    private readonly Dictionary<string, EmulatedMfrc522> _readers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EmulatedModbusLine> _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Bus, byte Unit), EmulatedOutputBoard> _outputBoards = [];
    private readonly Dictionary<string, InlineBusExecutor> _executors = new(StringComparer.Ordinal);

    /// <exception cref="BoardException">A device of the board has no emulation, or plays a part that none stands behind.</exception>
    public EmulatedBoard(TimeProvider time, Entropy entropy, BoardFile board)
    {
        Time = time;
        Board = board;
        Site = new Site(time, entropy, SiteDescription.Of(board, DropOutOf(board)));
        foreach (var bus in board.Buses.Values)
        {
            Add(bus);
        }

        foreach (var device in board.Devices.Values)
        {
            Wiring.Connect(this, device);
        }
    }

    public TimeProvider Time { get; }

    public BoardFile Board { get; }

    public Site Site { get; }

    /// <summary>The GPIO chip behind a bus.</summary>
    public EmulatedGpioChip Chip(string bus) => _chips[bus];

    /// <summary>The Modbus line behind a bus.</summary>
    public EmulatedModbusLine Line(string bus) => _lines[bus];

    /// <summary>The Modbus line behind a bus, or null where it is a bus of another kind.</summary>
    public EmulatedModbusLine? FindLine(string bus) => _lines.GetValueOrDefault(bus);

    /// <summary>The reader chips by their device names.</summary>
    public IReadOnlyDictionary<string, EmulatedMfrc522> Readers => _readers;

    /// <summary>A controller for a station that starts; the chip behind it is always the same.</summary>
    public GpioController OpenGpio(string bus) => new(new EmulatedGpioDriver(_chips[bus]));

    /// <exception cref="IOException">No chip is wired to that bus.</exception>
    public SpiDevice OpenSpi(string bus, SpiBusOptions options)
    {
        var device = Board.Devices.Values.FirstOrDefault(device => device.Bus == bus && _readers.ContainsKey(device.Name))
            ?? throw new IOException($"no chip is wired to SPI bus '{bus}'");
        var settings = new SpiConnectionSettings(options.Controller, options.ChipSelect) { ClockFrequency = options.ClockHz };
        return new EmulatedSpiDevice(_readers[device.Name], settings, duration => Elapse(bus, duration));
    }

    public IByteLine OpenLine(string bus) => _lines[bus];

    /// <summary>The executor of a bus for a station that starts.</summary>
    public IBusExecutor OpenExecutor(string bus) => _executors[bus] = new InlineBusExecutor(Time);

    /// <summary>The input/output board at an address of a line: several devices hang on one.</summary>
    public EmulatedOutputBoard OutputBoard(string bus, byte unit)
    {
        if (!_outputBoards.TryGetValue((bus, unit), out var board))
        {
            _outputBoards.Add((bus, unit), board = new EmulatedOutputBoard(Time, Site.Supply));
            _lines[bus].Add(unit, board);
        }

        return board;
    }

    internal void AddReader(string device, EmulatedMfrc522 chip) => _readers.Add(device, chip);

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
