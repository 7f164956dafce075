using System.Device.Gpio;
using System.Device.Spi;
using ChargerFirmware.Composition;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Buses;
using ChargerFirmware.Hardware.Adapters;
using ChargerFirmware.Hardware.Gpio;
using ChargerFirmware.Hardware.Gpio.Adapters;
using ChargerFirmware.Hardware.Linux.Adapters;
using ChargerFirmware.Hardware.Modbus;
using ChargerFirmware.Hardware.Modbus.Adapters;

namespace ChargerFirmware.Charger.Adapters;

/// <summary>The buses of this machine, each with a thread of its own.</summary>
internal sealed class BoardBuses : IBoardBuses
{
    public GpioController OpenGpio(BoardPart bus, GpioBusOptions options)
    {
        try
        {
            return LinuxBuses.OpenGpio(options);
        }
        catch (DllNotFoundException missing)
        {
            throw new IOException($"the system lacks libgpiod: {missing.Message}", missing);
        }
    }

    public SpiDevice OpenSpi(BoardPart bus, SpiBusOptions options) => LinuxBuses.OpenSpi(options);

    public IByteLine OpenSerial(BoardPart bus, ModbusRtuOptions options) => new SerialByteLine(options.Serial);

    public IByteLine OpenTcp(BoardPart bus, ModbusTcpOptions options) =>
        new TcpByteLine(options.Host, options.Port, TimeSpan.FromMilliseconds(options.TimeoutMs));

    public IBusExecutor OpenExecutor(BoardPart bus) => new ThreadBusExecutor(bus.Name);
}
