using ChargerFirmware.Emulator.Devices.Modbus;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware;
using ChargerFirmware.Hardware.Modbus;
using ChargerFirmware.Hardware.Modbus.Meters;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Tests.Unit.HardwareModbus;

public sealed class ModbusMeterTests
{
    private readonly ModbusBench _bench = new();
    private readonly FakeMeter _physics = new();
    private readonly EmulatedMeter _device;
    private readonly ModbusMeter _meter;
    private readonly List<DeviceHealth> _health = [];

    public ModbusMeterTests()
    {
        var map = MeterMap.Load("eastron-sdm630");
        _device = new EmulatedMeter(map, _physics);
        _bench.Line.Add(1, _device);
        _meter = new ModbusMeter(_bench.Loop, _bench.Bus, new ModbusMeterOptions { Unit = 1, Model = "eastron-sdm630" }, map);
        _meter.Changed += () => _health.Add(_meter.Health);
    }

    [Fact]
    public void It_reads_what_the_meter_measures()
    {
        _bench.RunFor(0.5);

        var reading = _meter.Latest!;
        Assert.Equal(5000, reading.EnergyImportWh);
        Assert.Equal(10351, reading.PowerW, 1);
        Assert.Equal(_physics.Phases, reading.Phases);
        Assert.Equal(50, reading.FrequencyHz);
        Assert.Equal("1001", _meter.SerialNumber);
        Assert.Equal([DeviceHealth.Present], _health);
    }

    [Fact]
    public void It_reads_once_a_poll()
    {
        var readings = 0;
        _meter.Read += _ => readings++;

        _bench.RunFor(10.5);

        Assert.Equal(11, readings);
    }

    [Fact]
    public void An_answer_that_is_there_before_it_is_awaited_does_not_end_the_polls()
    {
        var line = new EmulatedModbusLine(ModbusWire.Rtu(9600), _ => { });
        line.Add(1, _device);
        using var bus = new ModbusBus(new PromptExecutor(), new RtuMaster(_bench.Loop.Time, line, 9600, TimeSpan.FromMilliseconds(300)), retries: 2);
        var prompt = new ModbusMeter(_bench.Loop, bus, new ModbusMeterOptions { Unit = 1, Model = "x" }, MeterMap.Load("eastron-sdm630"));
        var readings = 0;
        prompt.Read += _ => readings++;

        _bench.RunFor(10.5);

        Assert.Equal(11, readings);
    }

    [Fact]
    public void A_listener_that_throws_ends_no_later_reading()
    {
        _bench.RunFor(0.5);
        var readings = 0;
        Action<MeterReading> throws = _ => throw new InvalidOperationException("a mistake of ours");
        _meter.Read += throws;
        Task[] asked = [];
        _bench.Loop.Run(() => asked = [_meter.ReadAsync(), _meter.ReadAsync()]);
        _bench.RunFor(0.4);
        Assert.All(asked, reading => Assert.True(reading.IsFaulted));

        _meter.Read -= throws;
        _meter.Read += _ => readings++;
        _bench.RunFor(5);

        Assert.Equal(5, readings);
    }

    [Fact]
    public void Polls_do_not_pile_up_on_a_slow_line()
    {
        _device.TurnaroundTime = TimeSpan.FromMilliseconds(290);
        var fast = new ModbusMeter(
            _bench.Loop, _bench.Bus, new ModbusMeterOptions { Unit = 1, Model = "x", PollMs = 100 }, MeterMap.Load("eastron-sdm630"));
        var readings = 0;
        fast.Read += _ => readings++;

        _bench.RunFor(20);
        fast.Dispose();
        _meter.Dispose();
        _bench.RunFor(5);
        var requests = _bench.Line.Requests;
        _bench.RunFor(60);

        Assert.InRange(readings, 15, 40);
        Assert.Equal(requests, _bench.Line.Requests);
    }

    [Fact]
    public void A_loop_that_stood_still_takes_no_meter_for_silent()
    {
        _bench.RunFor(2.5);

        _bench.Loop.StandStill(TimeSpan.FromSeconds(30));
        _bench.RunFor(20);
        Assert.Equal([DeviceHealth.Present], _health);

        _physics.Answers = false;
        _bench.RunFor(11);
        Assert.Equal([DeviceHealth.Present, DeviceHealth.Lost], _health);
    }

    [Fact]
    public void A_meter_that_fell_silent_while_the_loop_stood_still_is_lost_after_another_grace()
    {
        _bench.RunFor(2.5);

        _physics.Answers = false;
        _bench.Loop.StandStill(TimeSpan.FromSeconds(30));
        _bench.RunFor(11);

        Assert.Equal(DeviceHealth.Lost, _meter.Health);
    }

    [Fact]
    public void A_silent_meter_is_lost_after_its_grace_and_what_it_measures_is_not_known_any_more()
    {
        _bench.RunFor(2.5);
        _physics.Answers = false;

        _bench.RunFor(9);
        Assert.Equal(DeviceHealth.Present, _meter.Health);

        _bench.RunFor(1.5);
        Assert.Equal(DeviceHealth.Lost, _meter.Health);
        Assert.Null(_meter.Latest);
    }

    [Fact]
    public void A_meter_that_answers_again_is_back()
    {
        _bench.RunFor(2);
        _physics.Answers = false;
        _bench.RunFor(60);
        _physics.EnergyImportWh += 250;
        _physics.Answers = true;
        _bench.RunFor(2);

        Assert.Equal([DeviceHealth.Present, DeviceHealth.Lost, DeviceHealth.Present], _health);
        Assert.Equal(5250, _meter.Latest!.EnergyImportWh);
    }

    [Fact]
    public void A_lost_line_is_a_lost_meter_and_comes_back()
    {
        _bench.RunFor(2);
        _bench.Line.IsLost = true;
        _bench.RunFor(20);
        Assert.Equal(DeviceHealth.Lost, _meter.Health);

        _bench.Line.IsLost = false;
        _bench.RunFor(2);
        Assert.Equal(DeviceHealth.Present, _meter.Health);
    }

    [Fact]
    public void A_meter_that_never_answered_is_lost_after_twice_its_grace()
    {
        _physics.Answers = false;
        _bench.RunFor(19.5);
        Assert.Empty(_health);

        _bench.RunFor(1);

        Assert.Equal([DeviceHealth.Lost], _health);
        Assert.Null(_meter.Latest);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(-1)]
    [InlineData(1e13)]
    public void An_energy_that_cannot_be_true_is_refused_and_counted(double energyWh)
    {
        _bench.RunFor(2.5);
        _physics.EnergyImportWh = energyWh;
        _bench.RunFor(3);

        Assert.Equal(5000, _meter.Latest!.EnergyImportWh);
        Assert.Equal(3, _meter.BadReadings);
        Assert.Contains("energy", _meter.Problem, StringComparison.Ordinal);

        _physics.EnergyImportWh = 5003;
        _bench.RunFor(1);
        Assert.Equal(5003, _meter.Latest.EnergyImportWh);
        Assert.Null(_meter.Problem);
    }

    [Fact]
    public void An_absurd_voltage_is_refused()
    {
        _bench.RunFor(2.5);
        _physics.Phases = [new(1e9, 0, 0)];
        _bench.RunFor(1);

        Assert.Equal(230, _meter.Latest!.VoltageV);
        Assert.Equal(1, _meter.BadReadings);
    }

    [Fact]
    public void A_meter_that_sends_nonsense_for_its_grace_is_lost()
    {
        _bench.RunFor(2.5);
        _physics.EnergyImportWh = double.NaN;
        _bench.RunFor(11);

        Assert.Equal(DeviceHealth.Lost, _meter.Health);
        Assert.Null(_meter.Latest);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4999)]
    [InlineData(50_000)]
    public void A_register_that_begins_anew_is_read_as_it_is(double energyWh)
    {
        _bench.RunFor(2.5);
        _physics.EnergyImportWh = energyWh;
        _bench.RunFor(1);

        Assert.Equal(energyWh, _meter.Latest!.EnergyImportWh);
        Assert.Equal("1001", _meter.SerialNumber);
        Assert.Equal(0, _meter.BadReadings);
    }

    [Fact]
    public void Another_meter_whose_register_goes_on_is_known_within_ten_seconds()
    {
        _bench.RunFor(2.5);
        _physics.SerialNumber = "2002";
        _bench.RunFor(10.5);

        Assert.Equal("2002", _meter.SerialNumber);
    }

    [Fact]
    public void Another_meter_is_known_by_its_first_reading_where_one_was_missed()
    {
        _bench.RunFor(2.5);
        _physics.Answers = false;
        _bench.RunFor(3);
        var serialNumbers = new List<string?>();
        _meter.Read += _ => serialNumbers.Add(_meter.SerialNumber);
        (_physics.SerialNumber, _physics.Answers) = ("2002", true);
        _bench.RunFor(1.5);

        Assert.Equal("2002", serialNumbers[0]);
    }

    [Fact]
    public void No_reading_is_of_one_meter_and_bears_the_number_of_another()
    {
        // Somewhere in these seconds the number is asked for, behind the register.
        for (var second = 9.5; second < 12; second += 0.005)
        {
            var test = new ModbusMeterTests();
            var readings = new HashSet<string>();
            test._meter.Read += reading => readings.Add($"{test._meter.SerialNumber} {reading.EnergyImportWh}");
            test._bench.RunFor(second);
            (test._physics.SerialNumber, test._physics.EnergyImportWh) = ("2002", 5001);
            test._bench.RunFor(13);

            Assert.DoesNotContain("2002 5000", readings);
            Assert.Contains("2002 5001", readings);
        }
    }

    [Theory]
    [InlineData(5000, 0.001)]
    [InlineData(500_000_000, 40)]
    public void A_register_says_how_finely_it_counts(double energyWh, double mostWh)
    {
        _physics.EnergyImportWh = energyWh;
        _bench.RunFor(1);

        Assert.InRange(_meter.Latest!.EnergyStepWh, mostWh / 10, mostWh);
    }

    [Fact]
    public void Another_serial_number_is_another_meter_whose_register_may_begin_anywhere()
    {
        _bench.RunFor(2.5);
        (_physics.SerialNumber, _physics.EnergyImportWh) = ("2002", 7);
        _bench.RunFor(1);

        Assert.Equal("2002", _meter.SerialNumber);
        Assert.Equal(7, _meter.Latest!.EnergyImportWh);
        Assert.Equal(0, _meter.BadReadings);
    }

    [Fact]
    public void A_meter_that_was_changed_while_it_was_lost_is_seen()
    {
        _bench.RunFor(2.5);
        _physics.Answers = false;
        _bench.RunFor(20);
        (_physics.SerialNumber, _physics.EnergyImportWh, _physics.Answers) = ("2002", 5100, true);
        _bench.RunFor(2);

        Assert.Equal("2002", _meter.SerialNumber);
    }

    [Fact]
    public void A_reading_asked_for_now_is_measured_after_the_question()
    {
        // A poll is on the wire and has its energy already.
        _bench.RunFor(3.12);
        _physics.EnergyImportWh = 5001;

        var reading = _bench.Loop.Run(() => _meter.ReadAsync());

        Assert.Equal(5001, reading!.EnergyImportWh);
    }

    [Fact]
    public void Readings_asked_for_at_once_share_the_next_one()
    {
        _bench.RunFor(2.5);
        var before = _bench.Line.Requests;

        _bench.Loop.Run(async () =>
        {
            var first = _meter.ReadAsync();
            var second = _meter.ReadAsync();
            var third = _meter.ReadAsync();
            Assert.NotSame(first, second);
            Assert.Same(await second, await third);
        });

        Assert.Equal(before + 4, _bench.Line.Requests);
    }

    [Fact]
    public void Nothing_is_read_from_a_meter_that_does_not_answer()
    {
        _bench.RunFor(2.5);
        _physics.Answers = false;

        Assert.Null(_bench.Loop.Run(() => _meter.ReadAsync()));
        Assert.Contains("does not answer", _meter.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Noise_on_the_line_never_becomes_a_reading()
    {
        var seed = RandomSource.Seeded(7);
        _bench.Line.Garble = frame =>
        {
            var bit = seed.Next(0, 8 * frame.Length);
            frame[bit / 8] ^= (byte)(1 << (bit % 8));
            return frame;
        };

        _bench.RunFor(300);

        Assert.Null(_meter.Latest);
        Assert.Equal(DeviceHealth.Lost, _meter.Health);
    }

    [Fact]
    public void Every_third_answer_garbled_costs_no_reading()
    {
        var heard = 0;
        _bench.Line.Garble = frame => ++heard % 3 == 0 ? frame[..^1] : frame;
        var readings = 0;
        _meter.Read += _ => readings++;

        _bench.RunFor(60.95);

        Assert.Equal(61, readings);
        Assert.Equal(0, _meter.BadReadings);
    }

    [Fact]
    public void A_board_may_correct_the_model_s_energy_scale()
    {
        var map = MeterMap.Load("acrel-djsf1352-rn");
        _bench.Line.Add(2, new EmulatedMeter(map, new FakeMeter { EnergyImportWh = 21018, Phases = [new(400, 100, 40_000)] }));
        var meter = new ModbusMeter(
            _bench.Loop, _bench.Bus, new ModbusMeterOptions { Unit = 2, Model = "acrel-djsf1352-rn", EnergyScale = 0.1 }, map);

        _bench.RunFor(1);

        Assert.Equal(2102, meter.Latest!.EnergyImportWh);
        Assert.Equal(new PhaseReading(400, 100, 40_000), meter.Latest.Phases[0]);
    }

    [Fact]
    public void A_meter_without_a_serial_number_register_is_a_meter_all_the_same()
    {
        _bench.Line.Add(3, new InputRegistersOnly(_device));
        var meter = new ModbusMeter(
            _bench.Loop, _bench.Bus, new ModbusMeterOptions { Unit = 3, Model = "x" }, MeterMap.Load("eastron-sdm630"));

        _bench.RunFor(1);

        Assert.Equal(5000, meter.Latest!.EnergyImportWh);
        Assert.Null(meter.SerialNumber);
    }
}
