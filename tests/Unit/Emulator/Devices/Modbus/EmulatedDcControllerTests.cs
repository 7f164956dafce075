using ChargerFirmware.Emulator.Devices.Modbus;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Modbus.Controllers;
using ChargerFirmware.Hardware.Modbus.Protocol;
using ChargerFirmware.Tests.Unit.HardwareModbus;

namespace ChargerFirmware.Tests.Unit.Emulator.Devices.Modbus;

public sealed class EmulatedDcControllerTests
{
    private readonly VirtualLoop _loop = new(DateTimeOffset.UnixEpoch);
    private readonly FakeDcOutput _output = new();
    private readonly EmulatedDcController _controller;

    public EmulatedDcControllerTests() =>
        _controller = new EmulatedDcController(DcControllerMap.Load("chargerfirmware-dc"), _output, _loop.Time);

    [Fact]
    public void A_permission_without_a_heartbeat_is_none()
    {
        Command(permitted: 1, heartbeat: 0);

        Assert.False(_output.Permitted);
    }

    [Fact]
    public void The_permission_ends_when_the_heartbeat_stands_still()
    {
        Command(permitted: 1, heartbeat: 1);
        Assert.True(_output.Permitted);

        _loop.RunFor(TimeSpan.FromSeconds(1.9));
        Command(permitted: 1, heartbeat: 1);
        Assert.True(_output.Permitted);

        _loop.RunFor(TimeSpan.FromSeconds(0.2));
        Assert.False(_output.Permitted);
    }

    [Fact]
    public void A_repeated_heartbeat_does_not_give_it_again()
    {
        Command(permitted: 1, heartbeat: 1);
        _loop.RunFor(TimeSpan.FromSeconds(2.1));

        Command(permitted: 1, heartbeat: 1);
        Assert.False(_output.Permitted);

        Command(permitted: 1, heartbeat: 2);
        Assert.True(_output.Permitted);
    }

    [Fact]
    public void Its_status_cannot_be_written() =>
        Assert.Equal([0x90, 2], _controller.Answer(ModbusRequest.WriteRegisters(1, 2, [1]).Pdu));

    private void Command(ushort permitted, ushort heartbeat) =>
        _controller.Answer(ModbusRequest.WriteRegisters(1, 100, [permitted, 1250, 0, 60_000, heartbeat]).Pdu);
}
