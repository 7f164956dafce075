using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Composition;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Modbus.Protocol;
using ChargerFirmware.Network;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Transactions;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Unit.Composition;

public sealed class ComposedStationTests : IDisposable
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(20);

    private readonly VirtualLoop _loop = new(DateTimeOffset.UnixEpoch.AddYears(56));
    private readonly MemoryStore _store = new();

    [Fact]
    public void A_shut_down_ends_what_runs_and_reports_it()
    {
        var bench = Charging();

        _loop.Run(() => bench.Composed!.ShutDownAsync(StopReason.Reboot, s_timeout));

        var stop = Assert.Single(bench.Frames.From(0), entry => entry.Frame is { IsSent: true, Kind: "call", Action: "StopTransaction" }).Frame;
        Assert.Equal(0, bench.Composed!.Protocol.QueueDepth);
        Assert.Equal("Reboot", stop.Payload.GetProperty("reason").GetString());
        Assert.False(bench.Physical(1).Contactor.MainsClosed);
        _loop.RunFor(bench.Site.EnableRelay!.DropOut);
        Assert.False(bench.Site.EnableRelay.IsAlive);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("fault 0 store-failing", false)]
    [InlineData("fault 0 store-failing\nwait 30s\nclear 0 store-failing", true)]
    public void A_shut_down_says_whether_the_next_start_finds_all_that_happened(string script, bool expected)
    {
        var bench = Charging();
        foreach (var line in script.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            _loop.Run(() => new Session(bench).RunAsync(line));
        }

        _loop.RunFor(TimeSpan.FromSeconds(20));
        var isStored = false;

        _loop.Run(async () => isStored = await bench.Composed!.ShutDownAsync(StopReason.Reboot, s_timeout));

        Assert.Equal(expected, isStored);
    }

    [Fact]
    public void A_shut_down_does_not_wait_for_a_central_system_that_is_away()
    {
        var bench = Charging();
        _loop.Run(() => new Session(bench).RunAsync("link cut"));
        _loop.RunFor(TimeSpan.FromSeconds(90));
        var began = _loop.Elapsed;

        _loop.Run(() => bench.Composed!.ShutDownAsync(StopReason.Reboot, s_timeout));

        Assert.True(_loop.Elapsed - began < s_timeout, $"it took {_loop.Elapsed - began}");
        Assert.False(bench.Physical(1).Contactor.MainsClosed);
    }

    [Fact]
    public void A_shut_down_ends_when_the_link_does()
    {
        var bench = Charging();
        var began = _loop.Elapsed;
        _loop.Run(async () =>
        {
            var session = new Session(bench);
            await session.RunAsync("fail StopTransaction 9");
            var end = bench.Composed!.ShutDownAsync(StopReason.Reboot, s_timeout);
            await Task.Delay(TimeSpan.FromSeconds(5), _loop.Time);
            await session.RunAsync("central-system stop");
            await end;
        });

        Assert.InRange(_loop.Elapsed - began, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(7));
    }

    [Fact]
    public void Nothing_begins_while_the_end_is_reported()
    {
        var bench = Charging();
        _loop.Run(async () =>
        {
            // The message is tried again and again, so there is time for a driver to come back.
            var session = new Session(bench);
            await session.RunAsync("fail StopTransaction 9");
            var end = bench.Composed!.ShutDownAsync(StopReason.Reboot, s_timeout);
            await Task.Delay(TimeSpan.FromSeconds(10), _loop.Time);
            await session.RunAsync("swipe 1 04A1B2C3");
            await end;
        });

        Assert.Contains(bench.Frames.From(0), entry => entry.Frame is { IsSent: true, Kind: "call", Action: "Authorize", At.TotalSeconds: > 60 });
        Assert.Single(bench.Transcript.Lines, line => line.EndsWith("connector 1 contactor closed", StringComparison.Ordinal));
    }

    [Fact]
    public void A_device_in_two_roles_is_one_device()
    {
        using var station = Compose(new TestBuses(_loop, Board), TestBoard.With("\"controller\": \"evse1\"", "\"controller\": \"evse1\", \"plug\": \"evse1\""));

        var connector = station.Station.Connectors[0];

        Assert.Same(connector.Devices.Controller, connector.Devices.Plug);
        Assert.Same(connector.Devices.Reader, station.Station.Connectors[1].Devices.Reader);
    }

    [Fact]
    public void Without_a_plug_sensor_the_controller_is_asked()
    {
        using var station = Compose(new TestBuses(_loop, Board), Board);

        Assert.All(station.Station.Connectors, connector => Assert.Same(connector.Devices.Controller, connector.Devices.Plug));
    }

    [Fact]
    public void What_cannot_be_opened_is_named_and_nothing_stays_open()
    {
        var buses = new TestBuses(_loop, Board) { Broken = "net" };

        var refusal = Assert.Throws<BoardException>(() => Compose(buses, Board));

        Assert.Equal(("$.buses.net", "cannot be opened: it is broken"), (refusal.Path, refusal.Problem));
        Assert.NotEmpty(buses.Executors);
        Assert.All(buses.Executors, executor => Assert.True(executor.Disposed));
    }

    [Fact]
    public void A_station_lets_go_of_everything()
    {
        var buses = new TestBuses(_loop, Board);
        var station = Compose(buses, Board);

        _loop.Run(station.Dispose);

        Assert.Equal(3, buses.Executors.Count);
        Assert.All(buses.Executors, executor => Assert.True(executor.Disposed));
    }

    [Theory]
    [MemberData(nameof(BusFaults))]
    public void What_goes_wrong_on_a_bus_is_reported_by_its_kind(Exception fault, string kind, bool isAnswered)
    {
        var buses = new TestBuses(_loop, Board);
        using var station = Compose(buses, Board);
        var ended = new List<(string Bus, string? Error, TimeSpan? Took)>();
        station.Sources.Buses!.Ended += (bus, error, took) => ended.Add((bus, error, took));

        // Opened in the order of the devices: reader, meter1, meter2.
        buses.Executors[1].Fault = fault;
        _loop.RunFor(TimeSpan.FromSeconds(5));

        var failed = ended.Where(end => end.Error is not null).ToList();
        Assert.NotEmpty(failed);
        Assert.All(failed, end => Assert.Equal(("line", kind, isAnswered), (end.Bus, end.Error, end.Took is not null)));
        Assert.Contains(kind, station.Sources.Buses.ErrorKinds["line"]);
        Assert.Contains(ended, end => end is { Bus: "net", Error: null, Took: not null });
        Assert.Equal(["line", "net", "spi"], station.Sources.Buses.ErrorKinds.Keys.Order());
        _loop.Run(station.Dispose);
    }

    public static TheoryData<Exception, string, bool> BusFaults => new()
    {
        { new ModbusNoAnswerException(1), "timeout", false },
        { new ModbusCrcException(1), "crc", false },
        { new ModbusProtocolException("something else came"), "garbled", false },
        { new ModbusSlaveException(1, ModbusFunction.ReadInputRegisters, ModbusExceptionCode.IllegalDataAddress), "exception", true },
        { new IOException("the adapter was pulled out"), "closed", false },
    };

    public void Dispose() => _loop.Dispose();

    private static BoardFile Board => BoardFile.Parse(TestBoard.File, TestBoard.Text);

    private Workbench Charging() => _loop.Run(async () =>
    {
        var bench = new Workbench(new WorkbenchOptions { Loop = _loop, Board = Boards.Load("emulated"), Store = _store });
        bench.Start();
        var session = new Session(bench);
        foreach (var line in (string[])["expect link Operational within 60s", "connector 1", "plug", "swipe 04A1B2C3", "expect status Charging within 60s", "wait 1m"])
        {
            await session.RunAsync(line);
        }

        return bench;
    });

    private ComposedStation Compose(TestBuses buses, BoardFile board) => _loop.Run(() => Task.FromResult(ComposedStation.Start(
        BoardPlan.Of(board),
        buses,
        new CompositionOptions
        {
            Loop = _loop,
            RandomSource = RandomSource.Seeded(1),
            Store = _store,
            Dialer = new VirtualNetwork(_loop, RandomSource.Seeded(2), "station") { Spoken = ["ocpp1.6"] },
            Logging = NullLoggerFactory.Instance,
            StationId = "CP-1",
            FirmwareVersion = "1",
        })));
}
