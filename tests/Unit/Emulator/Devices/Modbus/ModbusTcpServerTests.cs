using System.Net;
using ChargerFirmware.Emulator.Devices.Modbus;
using ChargerFirmware.Emulator.Devices.Modbus.Adapters;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Hardware.Modbus.Adapters;
using ChargerFirmware.Hardware.Modbus.Meters;
using ChargerFirmware.Hardware.Modbus.Protocol;
using ChargerFirmware.Tests.Unit.HardwareModbus;

namespace ChargerFirmware.Tests.Unit.Emulator.Devices.Modbus;

public sealed class ModbusTcpServerTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly ThreadLoop _loop = new("modbus tcp server test", fault => Assert.Fail(fault.ToString()));
    private readonly EmulatedModbusLine _line = new(ModbusWire.Tcp(), _ => { });
    private readonly ModbusTcpServer _server;

    public ModbusTcpServerTests()
    {
        var meter = new EmulatedMeter(MeterMap.Load("eastron-sdm630"), new FakeMeter());
        _line.Add(1, meter);
        _server = new ModbusTcpServer(_loop, _line, new IPEndPoint(IPAddress.Loopback, 0));
    }

    [Fact]
    public void Masters_read_the_emulated_meter_over_tcp()
    {
        using var first = Connect();
        using var second = Connect();

        foreach (var master in new[] { first, second, first })
        {
            var words = master.ReadRegisters(1, ModbusFunction.ReadInputRegisters, 72, 2);
            Assert.Equal(5f, BitConverter.UInt32BitsToSingle((uint)(words[0] << 16 | words[1])));
        }
    }

    [Fact]
    public void A_refusal_goes_over_tcp_too()
    {
        using var master = Connect();

        var refusal = Assert.Throws<ModbusSlaveException>(() => master.ReadRegisters(1, ModbusFunction.ReadInputRegisters, 5000, 2));

        Assert.Equal(ModbusExceptionCode.IllegalDataAddress, refusal.Code);
    }

    [Fact]
    public void Nothing_answers_on_a_line_that_is_cut()
    {
        _line.IsSilent = true;
        using var master = new TcpMaster(TimeProvider.System, new TcpByteLine("127.0.0.1", _server.Port, s_patience), TimeSpan.FromMilliseconds(50));

        Assert.Throws<ModbusNoAnswerException>(() => master.ReadRegisters(1, ModbusFunction.ReadInputRegisters, 72, 2));
    }

    public void Dispose()
    {
        _server.Dispose();
        _loop.Dispose();
    }

    private TcpMaster Connect() => new(TimeProvider.System, new TcpByteLine("127.0.0.1", _server.Port, s_patience), s_patience);
}
