using System.Device.Gpio;
using System.Device.Spi;
using ChargerFirmware.Composition;
using ChargerFirmware.Emulator.Remote.Adapters;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Buses;
using ChargerFirmware.Hardware.Adapters;
using ChargerFirmware.Hardware.Gpio;
using ChargerFirmware.Hardware.Modbus;

namespace ChargerFirmware.Bench.Standalone;

/// <summary>The buses of an emulated board in another process, each with a thread of its own as on a real board.</summary>
/// <param name="socket">Where the board listens.</param>
/// <param name="onGone">The board is gone. Called on a thread of its own.</param>
public sealed class RemoteBuses(string socket, Action onGone) : IBoardBuses
{
    public GpioController OpenGpio(BoardPart bus, GpioBusOptions options)
    {
        var driver = new RemoteGpioDriver(socket, bus.Name);
        driver.Gone += onGone;
        return new GpioController(driver);
    }

    public SpiDevice OpenSpi(BoardPart bus, SpiBusOptions options) => new RemoteSpiDevice(
        socket, bus.Name, new SpiConnectionSettings(options.Controller, options.ChipSelect) { ClockFrequency = options.ClockHz });

    public IByteLine OpenSerial(BoardPart bus, ModbusRtuOptions options) => new RemoteByteLine(socket, bus.Name);

    public IByteLine OpenTcp(BoardPart bus, ModbusTcpOptions options) => new RemoteByteLine(socket, bus.Name);

    public IBusExecutor OpenExecutor(BoardPart bus) => new ThreadBusExecutor(bus.Name);
}
