using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Scenarios;
using ChargerFirmware.Central.Ocpp16;
using ChargerFirmware.Central;
using ChargerFirmware.Composition;
using ChargerFirmware.Emulator;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Gpio;
using ChargerFirmware.Network;
using ChargerFirmware.Ocpp.Links;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Station.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Benchmarks;

/// <summary>
/// What one more station costs in a process that holds many: managed bytes that survive a full collection, as the difference between
/// 50 and 250 of a kind. All share a loop in virtual time, a central system and one parsed board, and have lived for two minutes; then
/// each of them asks all its devices at the same instant, and has its answers a moment later.
/// </summary>
internal static class StationBenchmark
{
    private static readonly TimeSpan s_polling = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_betweenPolls = s_polling + TimeSpan.FromMilliseconds(800);

    private delegate object Composition(VirtualLoop loop, Csms csms, BoardPlan plan, int number);

    public static Task RunAsync(Effort effort)
    {
        var (few, many, repetitions) = effort == Effort.Full ? (50, 250, 3) : (10, 30, 1);
        foreach (var (name, compose, life) in new (string, Composition, TimeSpan)[]
        {
            ("physics and devices", Board, s_betweenPolls),
            ("and the station on them", Station, s_betweenPolls),
            ("while it polls all devices", Station, s_polling),
            ("and a central system", Connected, s_betweenPolls),
        })
        {
            var figure = new Figure($"one more: {name}", "bytes");
            for (var repetition = 0; repetition < repetitions; repetition++)
            {
                figure.Add((Live(compose, life, many) - Live(compose, life, few)) / (many - few));
            }

            figure.Print();
        }

        return Task.CompletedTask;
    }

    /// <summary>The bytes that so many of a kind hold.</summary>
    private static double Live(Composition compose, TimeSpan life, int count)
    {
        using var loop = new VirtualLoop(ScenarioRun.Beginning);
        var csms = new Csms(loop, RandomSource.Seeded(1), [new Ocpp16Binding()]);
        var plan = BoardPlan.Of(Boards.Load("emulated"));
        var all = new object[count];
        loop.Run(() =>
        {
            for (var number = 0; number < count; number++)
            {
                all[number] = compose(loop, csms, plan, number);
            }
        });
        loop.RunFor(life);

        // What a run before has left to finalizers would be counted as this one's.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var live = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(all);
        GC.KeepAlive(loop);
        return live;
    }

    /// <summary>With its buses open: their executors and the chip behind SPI are the board's, and would else be counted as the station's.</summary>
    private static object Board(VirtualLoop loop, Csms csms, BoardPlan plan, int number)
    {
        var board = new EmulatedBoard(loop.Time, RandomSource.Seeded((ulong)number), plan.Board);
        var buses = new EmulatedBuses(board);
        var open = new List<IDisposable>();
        foreach (var bus in plan.Board.Buses.Values.Where(bus => bus.Driver != GpioBusOptions.Driver))
        {
            open.Add(buses.OpenExecutor(bus));
            if (bus.Driver == SpiBusOptions.Driver)
            {
                open.Add(buses.OpenSpi(bus, bus.Options<SpiBusOptions>()));
            }
        }

        open.TrimExcess();
        return (board, open);
    }

    private static ComposedStation Station(VirtualLoop loop, Csms csms, BoardPlan plan, int number) =>
        Compose(loop, plan, number, new DeadEnd());

    private static ComposedStation Connected(VirtualLoop loop, Csms csms, BoardPlan plan, int number)
    {
        var network = new VirtualNetwork(loop, RandomSource.Seeded((ulong)number), $"BENCH-{number}") { Spoken = [Ocpp16Catalog.Subprotocol] };
        network.Accepted += (request, link) => csms.Accept(request.Identity, link);
        return Compose(loop, plan, number, network);
    }

    private static ComposedStation Compose(VirtualLoop loop, BoardPlan plan, int number, ILinkDialer dialer) =>
        ComposedStation.Start(plan, new EmulatedBuses(new EmulatedBoard(loop.Time, RandomSource.Seeded((ulong)number), plan.Board)), new CompositionOptions
        {
            Loop = loop,
            RandomSource = RandomSource.Seeded((ulong)number),
            Store = new MemoryStore(),
            Dialer = dialer,
            Logging = NullLoggerFactory.Instance,
            StationId = $"BENCH-{number}",
            FirmwareVersion = "0.1.0",
        });

    /// <summary>A way that never arrives: the station is there, and nobody else.</summary>
    private sealed class DeadEnd : ILinkDialer
    {
        private readonly TaskCompletionSource<IFrameLink> _never = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<IFrameLink> ConnectAsync(DialOptions options, CancellationToken cancellation) => _never.Task;
    }
}
