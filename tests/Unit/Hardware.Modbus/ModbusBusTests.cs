using ChargerFirmware.Emulator.Devices;
using ChargerFirmware.Emulator.Devices.Modbus;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Modbus;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Tests.Unit.HardwareModbus;

public sealed class ModbusBusTests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMilliseconds(300);

    private readonly VirtualLoop _loop = new(DateTimeOffset.UnixEpoch);
    private readonly EmulatedModbusLine _line;
    private readonly MemorySlave _slave = new();
    private readonly ModbusBus _bus;

    public ModbusBusTests()
    {
        var executor = new InlineBusExecutor(_loop.Time);
        _line = new EmulatedModbusLine(ModbusWire.Rtu(9600), executor.Elapse);
        _line.Add(1, _slave);
        _bus = new ModbusBus(executor, new RtuMaster(_loop.Time, _line, 9600, s_timeout), retries: 2);
    }

    [Fact]
    public void Every_function_goes_there_and_back()
    {
        _loop.Run(async () =>
        {
            await _bus.WriteRegistersAsync(1, 10, () => [1, 2, 0xFFFF], ModbusPriority.Normal);
            Assert.Equal([1, 2, 0xFFFF], await _bus.ReadRegistersAsync(1, ModbusFunction.ReadHoldingRegisters, 10, 3));
            await _bus.WriteAsync(() => ModbusRequest.WriteRegister(1, 11, 7), ModbusPriority.Normal);
            Assert.Equal([7], await _bus.ReadRegistersAsync(1, ModbusFunction.ReadInputRegisters, 11, 1));
            await _bus.WriteAsync(() => ModbusRequest.WriteCoils(1, 0, [true, false, true, true, false, false, false, false, true]), ModbusPriority.Normal);
            await _bus.WriteAsync(() => ModbusRequest.WriteCoil(1, 1, true), ModbusPriority.Normal);
            Assert.Equal(
                (bool[])[true, true, true, true, false, false, false, false, true, false],
                await _bus.ReadBitsAsync(1, ModbusFunction.ReadCoils, 0, 10));
            Assert.True((await _bus.ReadBitsAsync(1, ModbusFunction.ReadDiscreteInputs, 8, 1))[0]);
        });
    }

    [Fact]
    public void A_transfer_takes_the_time_its_bytes_take()
    {
        _loop.RunFor(TimeSpan.FromSeconds(1));
        var began = _loop.Elapsed;

        _loop.Run(() => _bus.ReadRegistersAsync(1, ModbusFunction.ReadHoldingRegisters, 0, 18));

        // 8 bytes there, 41 back, 11 bits each, and the device thinks for 10 ms.
        Assert.Equal(((8 + 41) * 11 / 9600.0) + 0.010, (_loop.Elapsed - began).TotalSeconds, 4);
    }

    [Fact]
    public void A_lost_answer_is_asked_for_again()
    {
        var heard = 0;
        _line.Garble = frame => ++heard < 3 ? [] : frame;

        _loop.Run(() => _bus.ReadRegistersAsync(1, ModbusFunction.ReadHoldingRegisters, 0, 1));

        Assert.Equal(3, _line.Requests);
    }

    [Fact]
    public void A_repetition_keeps_its_place_in_the_queue()
    {
        var heard = 0;
        _line.Garble = frame => ++heard == 1 ? [] : frame;
        var order = new List<int>();

        _loop.Run(() => Task.WhenAll(Enumerable.Range(0, 3).Select(async index =>
        {
            await _bus.ReadRegistersAsync(1, ModbusFunction.ReadHoldingRegisters, 0, 1);
            order.Add(index);
        })));

        Assert.Equal([0, 1, 2], order);
    }

    [Fact]
    public void A_silent_device_is_given_up_after_the_retries()
    {
        Assert.Throws<ModbusNoAnswerException>(() => _loop.Run(() => _bus.ReadRegistersAsync(9, ModbusFunction.ReadHoldingRegisters, 0, 1)));

        Assert.Equal(3, _line.Requests);
    }

    [Fact]
    public void A_refusal_is_not_repeated()
    {
        Assert.Throws<ModbusSlaveException>(() => _loop.Run(() => _bus.ReadRegistersAsync(1, ModbusFunction.ReadHoldingRegisters, 60_000, 1)));

        Assert.Equal(1, _line.Requests);
    }

    [Fact]
    public void An_urgent_write_is_next_on_the_wire()
    {
        var order = new List<string>();
        _loop.Run(async () =>
        {
            var polls = Enumerable.Range(0, 5).Select(async index =>
            {
                await _bus.ReadRegistersAsync(1, ModbusFunction.ReadHoldingRegisters, 0, 20);
                order.Add($"poll {index}");
            }).ToList();
            await _bus.WriteRegistersAsync(1, 0, () => [0], ModbusPriority.Urgent);
            order.Add("off");
            await Task.WhenAll(polls);
        });

        Assert.Equal(["poll 0", "off", "poll 1", "poll 2", "poll 3", "poll 4"], order);
    }

    [Fact]
    public void An_urgent_write_does_not_wait_for_the_retries_of_a_dead_neighbour()
    {
        var written = TimeSpan.Zero;
        _loop.Run(async () =>
        {
            var dead = _bus.ReadRegistersAsync(9, ModbusFunction.ReadHoldingRegisters, 0, 1);
            await _bus.WriteRegistersAsync(1, 0, () => [0], ModbusPriority.Urgent);
            written = _loop.Elapsed;
            Assert.False(dead.IsCompleted);
            await Assert.ThrowsAsync<ModbusNoAnswerException>(() => dead);
        });

        // One time-out and the two requests' own bytes; the dead neighbour's three time-outs would be 900 ms.
        Assert.InRange(written, s_timeout, s_timeout + TimeSpan.FromMilliseconds(60));
    }

    [Fact]
    public void A_write_carries_what_holds_when_its_turn_comes()
    {
        ushort offered = 16;
        _loop.Run(async () =>
        {
            var poll = _bus.ReadRegistersAsync(1, ModbusFunction.ReadHoldingRegisters, 0, 20);
            var write = _bus.WriteRegistersAsync(1, 0, () => [offered], ModbusPriority.Urgent);
            offered = 0;
            await Task.WhenAll(poll, write);
        });

        Assert.Equal([0], _slave.History);
    }

    [Fact]
    public void A_lost_line_fails_and_works_again_when_it_is_back()
    {
        _line.IsLost = true;
        Assert.Throws<IOException>(() => _loop.Run(() => _bus.ReadRegistersAsync(1, ModbusFunction.ReadHoldingRegisters, 0, 1)));

        _line.IsLost = false;
        Assert.Equal([0], _loop.Run(() => _bus.ReadRegistersAsync(1, ModbusFunction.ReadHoldingRegisters, 0, 1)));
    }

    [Fact]
    public void What_waits_when_the_bus_ends_is_cancelled()
    {
        var failures = 0;
        _loop.Run(async () =>
        {
            var waiting = Enumerable.Range(0, 3).Select(async _ =>
            {
                try
                {
                    await _bus.ReadRegistersAsync(1, ModbusFunction.ReadHoldingRegisters, 0, 1);
                }
                catch (OperationCanceledException)
                {
                    failures++;
                }
            }).ToList();
            _bus.Dispose();
            await Task.WhenAll(waiting);
        });

        // Two that waited and the one on the wire: its answer has no caller any more.
        Assert.Equal(3, failures);
    }

    private sealed class MemorySlave : ModbusSlave
    {
        private readonly ushort[] _registers = new ushort[100];
        private readonly bool[] _coils = new bool[100];

        public List<ushort> History { get; } = [];

        protected override bool TryReadRegisters(ModbusFunction table, int address, Span<ushort> values)
        {
            if (address + values.Length > _registers.Length)
            {
                return false;
            }

            _registers.AsSpan(address, values.Length).CopyTo(values);
            return true;
        }

        protected override bool TryReadBits(ModbusFunction table, int address, Span<bool> values)
        {
            _coils.AsSpan(address, values.Length).CopyTo(values);
            return true;
        }

        protected override bool TryWriteRegisters(int address, ReadOnlySpan<ushort> values)
        {
            History.Add(values[0]);
            values.CopyTo(_registers.AsSpan(address));
            return true;
        }

        protected override bool TryWriteCoils(int address, ReadOnlySpan<bool> values)
        {
            values.CopyTo(_coils.AsSpan(address));
            return true;
        }
    }
}
