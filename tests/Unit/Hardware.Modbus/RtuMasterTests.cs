using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Modbus.Protocol;
using FsCheck;
using FsCheck.Fluent;

namespace ChargerFirmware.Tests.Unit.HardwareModbus;

public sealed class RtuMasterTests
{
    private const string Request = "01040000000271CB";
    private const string Response = "010404436633341B38";

    private readonly VirtualLoop _loop = new(DateTimeOffset.UnixEpoch);
    private readonly ScriptedLine _line = new();

    [Fact]
    public void A_published_exchange_is_spoken_to_the_byte()
    {
        Answer(Response);

        Assert.Equal([0x4366, 0x3334], Read());
        Assert.Equal(Request, Convert.ToHexString(Assert.Single(_line.Written)));
    }

    [Fact]
    public void An_answer_may_come_byte_by_byte()
    {
        _line.Answer = _ => Convert.FromHexString(Response).Select(value => new[] { value });

        Assert.Equal([0x4366, 0x3334], Read());
    }

    [Fact]
    public void Noise_before_the_answer_does_no_harm()
    {
        Answer("00FF01040F" + Response);

        Assert.Equal([0x4366, 0x3334], Read());
    }

    [Fact]
    public void An_echo_of_the_request_is_no_answer()
    {
        Answer(Request + Response);

        Assert.Equal([0x4366, 0x3334], Read());
    }

    [Fact]
    public void An_echo_of_a_single_write_is_distinguished_from_its_answer_where_the_adapter_echoes()
    {
        _line.Answer = request => [request];

        Assert.Throws<ModbusNoAnswerException>(() => Master(echoes: true).Ask(ModbusRequest.WriteRegister(1, 5, 7)));

        _line.Answer = request => [request, request];
        Master(echoes: true).Ask(ModbusRequest.WriteRegister(1, 5, 7));
    }

    [Fact]
    public void What_came_before_the_request_is_thrown_away()
    {
        _line.Arrive(ModbusCrc.Append([1, 4, 4, 1, 1, 1, 1]));
        Answer(Response);

        Assert.Equal([0x4366, 0x3334], Read());
    }

    [Fact]
    public void A_late_answer_to_another_question_is_not_taken()
    {
        // It asked for three registers before and for two now.
        Answer(Convert.ToHexString(ModbusCrc.Append([1, 4, 6, 0, 1, 0, 2, 0, 3])) + Response);

        Assert.Equal([0x4366, 0x3334], Read());
    }

    [Fact]
    public void The_answer_of_another_unit_is_refused()
    {
        Answer(Convert.ToHexString(ModbusCrc.Append([7, 4, 4, 1, 2, 3, 4])));

        Assert.Contains("unit 7", Assert.Throws<ModbusProtocolException>(Read).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_right_answer_after_that_of_another_unit_is_taken()
    {
        Answer(Convert.ToHexString(ModbusCrc.Append([7, 4, 4, 1, 2, 3, 4])) + Response);

        Assert.Equal([0x4366, 0x3334], Read());
    }

    [Fact]
    public void Silence_is_reported_as_silence() => Assert.Throws<ModbusNoAnswerException>(Read);

    [Fact]
    public void A_wrong_crc_is_reported_as_that()
    {
        Answer("010404436633341B39");

        Assert.Throws<ModbusCrcException>(Read);
    }

    [Fact]
    public void A_refusal_carries_its_code()
    {
        Answer(Convert.ToHexString(ModbusCrc.Append([1, 0x84, 2])));

        Assert.Equal(ModbusExceptionCode.IllegalDataAddress, Assert.Throws<ModbusSlaveException>(Read).Code);
    }

    [Fact]
    public void A_write_that_is_answered_with_another_count_is_not_done()
    {
        _line.Answer = request => [ModbusCrc.Append([.. request[..4], 0, 2])];

        Assert.Throws<ModbusProtocolException>(() => Master().Ask(ModbusRequest.WriteRegisters(1, 1000, [16])));
    }

    [Fact]
    public void A_device_that_never_stops_talking_is_given_up()
    {
        _line.Answer = _ => Enumerable.Repeat(new byte[] { 0x55 }, 10_000);

        Assert.Throws<ModbusProtocolException>(Read);
    }

    [Fact]
    public void Every_cut_of_an_answer_is_refused()
    {
        for (var length = 0; length < Response.Length; length += 2)
        {
            Answer(Response[..length]);
            Assert.ThrowsAny<ModbusException>(Read);
        }
    }

    [Fact]
    public void Garbage_never_gives_a_value() => Prop.ForAll<byte[]>(garbage =>
    {
        _line.Answer = _ => [garbage];
        Assert.ThrowsAny<ModbusException>(Read);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Three_and_a_half_characters_of_silence_stand_before_a_request()
    {
        Answer(Response);
        var master = Master();

        master.ReadRegisters(1, ModbusFunction.ReadInputRegisters, 0, 2);
        _loop.RunFor(TimeSpan.FromSeconds(1));
        master.ReadRegisters(1, ModbusFunction.ReadInputRegisters, 0, 2);

        Assert.Equal(3.5 * 11 / 9600, Assert.Single(_line.Pauses).TotalSeconds, 6);
    }

    [Fact]
    public void A_longer_gap_is_kept_for_those_who_need_it()
    {
        Answer(Response);
        var master = new RtuMaster(_loop.Time, _line, 9600, TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(200));

        master.ReadRegisters(1, ModbusFunction.ReadInputRegisters, 0, 2);
        _loop.RunFor(TimeSpan.FromMilliseconds(50));
        master.ReadRegisters(1, ModbusFunction.ReadInputRegisters, 0, 2);

        Assert.Equal(TimeSpan.FromMilliseconds(150), _line.Pauses[^1]);
    }

    private void Answer(string hex) => _line.Answer = _ => [Convert.FromHexString(hex)];

    private RtuMaster Master(bool echoes = false) => new(_loop.Time, _line, 9600, TimeSpan.FromSeconds(1), default, echoes);

    private ushort[] Read() => Master().ReadRegisters(1, ModbusFunction.ReadInputRegisters, 0, 2);
}
