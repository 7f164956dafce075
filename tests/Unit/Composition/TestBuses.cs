using System.Device.Gpio;
using System.Device.Spi;
using ChargerFirmware.Composition;
using ChargerFirmware.Emulator;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Buses;
using ChargerFirmware.Hardware.Gpio;
using ChargerFirmware.Hardware.Modbus;

namespace ChargerFirmware.Tests.Unit.Composition;

/// <summary>An emulated board's buses, of which one may be broken; they remember who was let go of.</summary>
internal sealed class TestBuses(VirtualLoop loop, BoardFile board) : IBoardBuses
{
    private readonly EmulatedBoard _board = new(loop.Time, RandomSource.Seeded(1), board);

    /// <summary>The bus that cannot be opened.</summary>
    public string? Broken { get; init; }

    public List<TestExecutor> Executors { get; } = [];

    public GpioController OpenGpio(BoardPart bus, GpioBusOptions options) => Unbroken(bus, _board.OpenGpio);

    public SpiDevice OpenSpi(BoardPart bus, SpiBusOptions options) => Unbroken(bus, name => _board.OpenSpi(name, options));

    public IByteLine OpenSerial(BoardPart bus, ModbusRtuOptions options) => Unbroken(bus, _board.OpenLine);

    public IByteLine OpenTcp(BoardPart bus, ModbusTcpOptions options) => Unbroken(bus, _board.OpenLine);

    public IBusExecutor OpenExecutor(BoardPart bus)
    {
        var executor = new TestExecutor(_board.OpenExecutor(bus.Name));
        Executors.Add(executor);
        return executor;
    }

    private T Unbroken<T>(BoardPart bus, Func<string, T> open) => bus.Name == Broken ? throw new IOException("it is broken") : open(bus.Name);
}
