using System.Device.Gpio;
using System.Device.Spi;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Buses;
using ChargerFirmware.Hardware.Gpio;
using ChargerFirmware.Hardware.Modbus;

namespace ChargerFirmware.Composition.Drivers;

/// <summary>The buses of one board, each opened when its first device asks for it.</summary>
internal sealed class OpenBuses(Loop loop, BoardFile board, IBoardBuses buses) : IDisposable
{
    /// <summary>In the order of the board file; null where no device has asked yet.</summary>
    private readonly IDisposable?[] _open = new IDisposable?[board.Buses.Count];

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

        // The line first: an executor has a thread, which would never end if the line could not be opened.
        var rtu = bus.Options<ModbusRtuOptions>();
        var master = rtu.CreateMaster(Loop.Time, buses.OpenSerial(bus, rtu));
        return new ModbusBus(Traffic.OfSerial(bus.Name, buses.OpenExecutor(bus)), master, rtu.Retries);
    });

    public void Dispose()
    {
        foreach (var bus in _open)
        {
            bus?.Dispose();
        }

        Array.Clear(_open);
    }

    private TBus Open<TBus>(BoardPart device, Func<BoardPart, TBus> open)
        where TBus : IDisposable
    {
        var bus = board.Buses[device.Bus!];
        if (_open[bus.Index] is not { } opened)
        {
            try
            {
                _open[bus.Index] = opened = open(bus);
            }
            catch (Exception refusal) when (refusal is IOException or PlatformNotSupportedException or UnauthorizedAccessException)
            {
                throw bus.Refuse($"cannot be opened: {refusal.Message}", refusal);
            }
        }

        return (TBus)opened;
    }
}

/// <summary>One chip-select and the executor its transfers run on.</summary>
internal sealed record SpiBus(IBusExecutor Executor, Func<SpiDevice> Open) : IDisposable
{
    public void Dispose() => Executor.Dispose();
}
