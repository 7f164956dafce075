using ChargerFirmware.Hardware.Buses;
using ChargerFirmware.Hardware.Linux.Adapters;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Tests.Unit.HardwareLinux;

public sealed class SerialByteLineTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("serial").FullName;
    private readonly string _port;
    private PseudoTerminal _peer;

    public SerialByteLineTests()
    {
        _port = Path.Combine(_folder, "ttyTEST");
        _peer = new PseudoTerminal(_port);
    }

    [Fact]
    public void Every_byte_goes_through_as_it_is()
    {
        var all = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
        using var line = Open();

        line.Write(all);
        Assert.Equal(all, _peer.Receive(256));

        _peer.Send(all);
        var received = new List<byte>();
        var buffer = new byte[100];
        while (received.Count < 256)
        {
            var count = line.Read(buffer, s_patience);
            Assert.True(count > 0);
            received.AddRange(buffer[..count]);
        }

        Assert.Equal(all, received);
    }

    [Theory]
    [InlineData(9600, SerialParity.None, 1, 0xDu, 0u)]
    [InlineData(19200, SerialParity.Even, 1, 0xEu, 0x100u)]
    [InlineData(115200, SerialParity.Odd, 1, 0x1002u, 0x300u)]
    [InlineData(1200, SerialParity.None, 2, 0x9u, 0x40u)]
    public void The_port_is_set_as_asked(int baudRate, SerialParity parity, int stopBits, uint speed, uint flags)
    {
        using var line = Open(new SerialSettings(_port, baudRate, parity, stopBits));
        line.Write([0]);

        // A pseudo-terminal has no parity generator: the kernel clears the enable bit and keeps the rest.
        var kept = flags & ~0x100u;
        Assert.Equal(speed, _peer.ControlFlags() & 0x100F);
        Assert.Equal(kept, _peer.ControlFlags() & 0x240);
        Assert.Equal(0x30u, _peer.ControlFlags() & 0x30);
        Assert.Equal(0u, _peer.LocalFlags() & 0xB);
    }

    [Fact]
    public void A_baud_rate_that_no_port_has_is_refused()
    {
        using var line = Open(new SerialSettings(_port, 9601));

        Assert.Throws<ArgumentOutOfRangeException>(() => line.Write([0]));
    }

    [Fact]
    public void Silence_is_nothing_read()
    {
        using var line = Open();

        Assert.Equal(0, line.Read(new byte[10], TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public void What_was_not_read_can_be_thrown_away()
    {
        using var line = Open();
        line.Write([0]);
        _peer.Send(1, 2, 3);
        Assert.Equal(1, line.Read(new byte[1], s_patience));

        line.DiscardInput();

        Assert.Equal(0, line.Read(new byte[10], TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public void A_port_that_vanished_is_lost_and_opened_anew_when_it_is_back()
    {
        using var line = Open();
        line.Write([1]);
        _peer.Dispose();

        Assert.Throws<IOException>(() => line.Read(new byte[1], s_patience));
        Assert.Throws<IOException>(() => line.Write([2]));

        _peer = new PseudoTerminal(_port);
        line.Write([3]);
        Assert.Equal([3], _peer.Receive(1));
    }

    [Fact]
    public void A_port_that_is_not_there_is_named()
    {
        using var line = Open(new SerialSettings(Path.Combine(_folder, "ttyNONE"), 9600));

        var refusal = Assert.Throws<IOException>(() => line.Write([0]));

        Assert.Contains("ttyNONE", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_no_serial_port()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        using var line = Open(new SerialSettings(file, 9600));

        Assert.Throws<IOException>(() => line.Write([0]));
    }

    [Fact]
    public void A_modbus_exchange_runs_over_it()
    {
        using var line = Open();
        using var master = new RtuMaster(TimeProvider.System, line, 9600, s_patience);
        var meter = new Thread(() =>
        {
            if (_peer.Receive(8).SequenceEqual(Convert.FromHexString("01040000000271CB")))
            {
                _peer.Send(Convert.FromHexString("0104044366"));
                _peer.Send(Convert.FromHexString("33341B38"));
            }
        });
        meter.Start();

        var registers = master.ReadRegisters(1, ModbusFunction.ReadInputRegisters, 0, 2);
        meter.Join();

        Assert.Equal([0x4366, 0x3334], registers);
    }

    public void Dispose()
    {
        _peer.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private SerialByteLine Open(SerialSettings? settings = null) => new(settings ?? new SerialSettings(_port, 9600));
}
