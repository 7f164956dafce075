using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Modbus.Protocol;
using FsCheck;
using FsCheck.Fluent;

namespace ChargerFirmware.Tests.Unit.HardwareModbus;

public sealed class TcpMasterTests
{
    private readonly ScriptedLine _line = new();
    private readonly TcpMaster _master;

    public TcpMasterTests() =>
        _master = new TcpMaster(new VirtualLoop(DateTimeOffset.UnixEpoch).Time, _line, TimeSpan.FromSeconds(1));

    [Fact]
    public void A_request_has_its_header_and_no_crc()
    {
        _line.Answer = request => [Frame(request, 3, 2, 0, 42)];

        Assert.Equal([42], Read());
        Assert.Equal("000100000006FF0303E80001", Convert.ToHexString(Assert.Single(_line.Written)));
    }

    [Fact]
    public void An_answer_may_come_in_pieces()
    {
        _line.Answer = request => Frame(request, 3, 2, 0, 42).Select(value => new[] { value });

        Assert.Equal([42], Read());
    }

    [Fact]
    public void The_answer_to_an_older_transaction_is_thrown_away()
    {
        _line.Answer = request =>
        {
            var late = Frame(request, 3, 2, 0, 1);
            late[1]--;
            return [[.. late, .. Frame(request, 3, 2, 0, 42)]];
        };

        Assert.Equal([42], Read());
    }

    [Fact]
    public void The_answer_of_another_unit_is_refused()
    {
        _line.Answer = request =>
        {
            var foreign = Frame(request, 3, 2, 0, 42);
            foreign[6] = 7;
            return [foreign];
        };

        Assert.Contains("unit 7", Assert.Throws<ModbusProtocolException>(Read).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_carries_its_code()
    {
        _line.Answer = request => [Frame(request, 0x83, 11)];

        Assert.Equal(ModbusExceptionCode.GatewayTargetFailedToRespond, Assert.Throws<ModbusSlaveException>(Read).Code);
    }

    [Fact]
    public void More_registers_than_asked_for_are_refused()
    {
        _line.Answer = request => [Frame(request, 3, 4, 0, 42, 0, 43)];

        Assert.Throws<ModbusProtocolException>(Read);
    }

    [Fact]
    public void Another_protocol_is_refused()
    {
        _line.Answer = _ => ["HTTP/1.1 400 Bad Request"u8.ToArray()];

        Assert.Throws<ModbusProtocolException>(Read);
    }

    [Fact]
    public void Silence_is_reported_as_silence() => Assert.Throws<ModbusNoAnswerException>(Read);

    [Fact]
    public void Garbage_never_gives_a_value() => Prop.ForAll<byte[]>(garbage =>
    {
        _line.Answer = _ => [garbage];
        Assert.ThrowsAny<ModbusException>(Read);
    }).QuickCheckThrowOnFailure();

    private static byte[] Frame(byte[] request, params byte[] pdu) =>
        [request[0], request[1], 0, 0, 0, (byte)(pdu.Length + 1), request[6], .. pdu];

    private ushort[] Read() => _master.ReadRegisters(255, ModbusFunction.ReadHoldingRegisters, 1000, 1);
}
