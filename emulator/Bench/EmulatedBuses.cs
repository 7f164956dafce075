using System.Device.Gpio;
using System.Device.Spi;
using ChargerFirmware.Composition;
using ChargerFirmware.Emulator;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Buses;
using ChargerFirmware.Hardware.Gpio;
using ChargerFirmware.Hardware.Modbus;

namespace ChargerFirmware.Bench;

/// <summary>An emulated board's buses for a station that sees no difference.</summary>
public sealed class EmulatedBuses(EmulatedBoard board) : IBoardBuses
{
    public GpioController OpenGpio(BoardPart bus, GpioBusOptions options) => board.OpenGpio(bus.Name);

    public SpiDevice OpenSpi(BoardPart bus, SpiBusOptions options) => board.OpenSpi(bus.Name, options);

    public IByteLine OpenSerial(BoardPart bus, ModbusRtuOptions options) => board.OpenLine(bus.Name);

    public IByteLine OpenTcp(BoardPart bus, ModbusTcpOptions options) => board.OpenLine(bus.Name);

    public IBusExecutor OpenExecutor(BoardPart bus) => board.OpenExecutor(bus.Name);
}
