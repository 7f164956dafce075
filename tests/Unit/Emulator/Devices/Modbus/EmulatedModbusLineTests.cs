using ChargerFirmware.Emulator.Devices.Modbus;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Tests.Unit.Emulator.Devices.Modbus;

public sealed class EmulatedModbusLineTests
{
    private static readonly byte[] s_read = Convert.FromHexString("010300000001840A");

    private readonly List<TimeSpan> _elapsed = [];
    private readonly EmulatedModbusLine _line;
    private readonly Slave _slave = new();

    public EmulatedModbusLineTests()
    {
        _line = new EmulatedModbusLine(ModbusWire.Rtu(9600), _elapsed.Add);
        _line.Add(1, _slave);
    }

    private TimeSpan Elapsed => _elapsed.Aggregate(TimeSpan.Zero, (sum, stretch) => sum + stretch);

    [Fact]
    public void Bytes_and_turnaround_take_their_time()
    {
        _line.Write(s_read);
        var answer = Read(TimeSpan.FromSeconds(1));

        Assert.Equal("010302002A399B", Convert.ToHexString(answer));
        Assert.Equal(((8 + 7) * 11 / 9600.0) + 0.010, Elapsed.TotalSeconds, 4);
    }

    [Fact]
    public void A_time_out_takes_its_time()
    {
        _line.Write(ModbusCrc.Append([9, 3, 0, 0, 0, 1]));
        _elapsed.Clear();

        Assert.Empty(Read(TimeSpan.FromMilliseconds(300)));
        Assert.Equal(TimeSpan.FromMilliseconds(300), Elapsed);
    }

    [Fact]
    public void A_request_with_a_wrong_crc_is_not_answered()
    {
        byte[] garbled = [.. s_read];
        garbled[3] ^= 1;
        _line.Write(garbled);

        Assert.Empty(Read(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void A_late_answer_comes_after_the_time_out()
    {
        _line.ExtraDelay = TimeSpan.FromMilliseconds(400);
        _line.Write(s_read);

        Assert.Empty(Read(TimeSpan.FromMilliseconds(300)));
        Assert.NotEmpty(Read(TimeSpan.FromMilliseconds(300)));
    }

    [Fact]
    public void A_late_answer_that_has_come_is_thrown_away_with_the_input()
    {
        _line.ExtraDelay = TimeSpan.FromMilliseconds(400);
        _line.Write(s_read);
        _ = Read(TimeSpan.FromMilliseconds(300));
        _line.Pause(TimeSpan.FromMilliseconds(200));

        _line.DiscardInput();

        Assert.Empty(Read(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void A_lost_line_fails_and_forgets_what_was_on_it()
    {
        _line.Write(s_read);
        _line.IsLost = true;
        Assert.Throws<IOException>(() => Read(TimeSpan.Zero));
        Assert.Throws<IOException>(() => _line.Write(s_read));

        _line.IsLost = false;
        Assert.Empty(Read(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void The_same_device_speaks_tcp()
    {
        var tcp = new EmulatedModbusLine(ModbusWire.Tcp(), _ => { });
        tcp.Add(1, _slave);
        tcp.Write(Convert.FromHexString("000700000006010300000001"));
        var buffer = new byte[100];

        var count = tcp.Read(buffer, TimeSpan.FromSeconds(1));

        Assert.Equal("000700000005010302002A", Convert.ToHexString(buffer[..count]));
    }

    [Theory]
    [InlineData("2B0E0100", "AB01")]
    [InlineData("0300000000", "8303")]
    [InlineData("030000007E", "8303")]
    [InlineData("0300010001", "8302")]
    [InlineData("0500011234", "8503")]
    [InlineData("0500010000", "8502")]
    [InlineData("1000000001020001", "9002")]
    [InlineData("1000000002020001", "9003")]
    [InlineData("03", "8303")]
    [InlineData("", "8001")]
    public void A_wrong_request_is_refused_by_the_standards_codes(string request, string answer) =>
        Assert.Equal(answer, Convert.ToHexString(_slave.Answer(Convert.FromHexString(request))));

    private byte[] Read(TimeSpan timeout)
    {
        var buffer = new byte[300];
        return buffer[.._line.Read(buffer, timeout)];
    }

    private sealed class Slave : ModbusSlave
    {
        protected override bool TryReadRegisters(ModbusFunction table, int address, Span<ushort> values)
        {
            values[0] = 42;
            return address == 0 && values.Length == 1;
        }
    }
}
