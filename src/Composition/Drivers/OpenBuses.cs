using System.Device.Gpio;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Gpio;
using ChargerFirmware.Hardware.Modbus;

namespace ChargerFirmware.Composition.Drivers;

/// <summary>The buses of one board, each opened when its first device asks for it.</summary>
internal sealed class OpenBuses(Loop loop, BoardFile board, IBoardBuses buses) : IDisposable
{
    private readonly Dictionary<string, IDisposable> _open = new(StringComparer.Ordinal);

    public Loop Loop { get; } = loop;

    /// <summary>What is counted on them.</summary>
    public BusTraffic Traffic { get; } = new(loop);

    public GpioController Gpio(BoardPart device) =>
        Open(device, bus => buses.OpenGpio(bus, bus.Options<GpioBusOptions>()));

    public SpiBus Spi(BoardPart device) =>
        Open(device, bus =>
        {
            var options = bus.Options<SpiBusOptions>();
            return new SpiBus(Traffic.OfChips(bus.Name, buses.OpenExecutor(bus)), () => buses.OpenSpi(bus, options));
        });

    public ModbusBus Modbus(BoardPart device) => Open(device, bus =>
    {
        if (bus.Driver == ModbusTcpOptions.Driver)
        {
            var tcp = bus.Options<ModbusTcpOptions>();
            var gateway = tcp.CreateMaster(Loop.Time, buses.OpenTcp(bus, tcp));
            return new ModbusBus(Traffic.OfTcp(bus.Name, buses.OpenExecutor(bus)), gateway, tcp.Retries);
        }

        // The line first: an executor has a thread, which nobody would end if the line could not be opened.
        var rtu = bus.Options<ModbusRtuOptions>();
        var master = rtu.CreateMaster(Loop.Time, buses.OpenSerial(bus, rtu));
        return new ModbusBus(Traffic.OfSerial(bus.Name, buses.OpenExecutor(bus)), master, rtu.Retries);
    });

    public void Dispose()
    {
        foreach (var bus in _open.Values)
        {
            bus.Dispose();
        }

        _open.Clear();
    }

    private TBus Open<TBus>(BoardPart device, Func<BoardPart, TBus> open)
        where TBus : IDisposable
    {
        var bus = board.Buses[device.Bus!];
        if (!_open.TryGetValue(bus.Name, out var opened))
        {
            try
            {
                opened = open(bus);
            }
            catch (Exception refusal) when (refusal is IOException or PlatformNotSupportedException or UnauthorizedAccessException)
            {
                throw bus.Refuse($"cannot be opened: {refusal.Message}", refusal);
            }

            _open.Add(bus.Name, opened);
        }

        return (TBus)opened;
    }
}
