using System.Device.Gpio;
using System.Device.Spi;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Buses;
using ChargerFirmware.Hardware.Gpio;
using ChargerFirmware.Hardware.Modbus;

namespace ChargerFirmware.Composition;

/// <summary>
/// Where the two bodies differ, and nowhere else: real buses of a board, or emulated ones. Whatever is opened here is
/// disposed by the station that was composed on it.
/// </summary>
public interface IBoardBuses
{
    /// <exception cref="IOException">The chip is not there.</exception>
    GpioController OpenGpio(BoardPart bus, GpioBusOptions options);

    /// <summary>Opens one chip-select; called on the bus's executor, again after the device was lost.</summary>
    /// <exception cref="IOException">The device is not there.</exception>
    SpiDevice OpenSpi(BoardPart bus, SpiBusOptions options);

    IByteLine OpenSerial(BoardPart bus, ModbusRtuOptions options);

    IByteLine OpenTcp(BoardPart bus, ModbusTcpOptions options);

    /// <summary>Who runs this bus's blocking transfers.</summary>
    IBusExecutor OpenExecutor(BoardPart bus);
}
