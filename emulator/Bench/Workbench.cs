using ChargerFirmware.Bench.Maintenance;
using ChargerFirmware.Central;
using ChargerFirmware.Composition;
using ChargerFirmware.Emulator;
using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Network;
using ChargerFirmware.Station;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Protocol;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Bench;

/// <summary>
/// A whole station on the bench: an emulated board with its physical world, the station composed on it as on a real one, and
/// a central system, either the one on the bench or somebody else's. Used on its loop only.
/// </summary>
public sealed class Workbench : IDisposable
{
    private readonly WorkbenchOptions _options;
    private readonly BoardPlan _plan;
    private readonly RandomSource _random;
    private readonly ILogger _logger;
    private readonly BenchCentralSystem? _own;
    private int _starts;
    private EmulatedDisk? _disk;
    private bool _diedWithSupply;

    /// <exception cref="Hardware.Boards.BoardException">The board cannot be used or not be emulated.</exception>
    public Workbench(WorkbenchOptions options)
    {
        _options = options;
        _logger = options.Logging.CreateLogger<Workbench>();
        var random = options.Loop is VirtualLoop ? RandomSource.Seeded(options.Seed) : RandomSource.SeededInRealTime(options.Seed);
        _random = random.Fork(options.StationId);
        _plan = BoardPlan.Of(options.Board);
        Board = new EmulatedBoard(options.Loop.Time, _random.Fork("physics"), options.Board);
        Readers = new CardReaders(Board);
        Driver = new Driver(options.Loop.Time, Site, Readers, number => Composed?.Station.Find(number));
        Frames = new FrameLog(options.Loop.Time);
        Transcript = new Transcript(options.Loop.Time);
        Frames.Added += frame => Transcript.Add(frame.ToString());
        if (options.Dialer is null)
        {
            _own = new BenchCentralSystem(options, Site, _random, _logger);
            _own.Network.Dialled += Dials.Add;
            Dials.Added += outcome => Transcript.Add($"dial {outcome}");
        }

        Slots = new EmulatedSlots(options.Loop, options.FirmwareVersion);
        Files = options.FileTransfer is null ? new VirtualFileServer(options.Loop) : null;
        if (Files is not null)
        {
            Files.Happened += text => Transcript.Add($"files: {text}");
        }

        Faults = new FaultInjector(Board, Loop, Transcript);
        MeterChanges = new MeterChanges(Board, Faults);
        MeterChanges.Added += change => Csms?.Loop.Post(() => _own!.Judge.NoteMeterExchanged(AtCentralSystem(), change.Connector));
        Observe();
        Site.Computer.FedChanged += FollowFeed;
        Site.Computer.TurnFailed += () => Loop.Start(FailTurnAsync);
    }

    /// <summary>The station that runs now has been composed anew (after a reset, or at first).</summary>
    public event Action? Restarted;

    /// <summary>The station is about to be switched off, or to restart.</summary>
    public event Action? Stopping;

    public Loop Loop => _options.Loop;

    public string StationId => _options.StationId;

    public EmulatedBoard Board { get; }

    public Site Site => Board.Site;

    public FrameLog Frames { get; }

    public Transcript Transcript { get; }

    /// <summary>The central system on the bench; null when the station talks to somebody else's.</summary>
    public Csms? Csms => _own?.Csms;

    /// <summary>The line to the central system on the bench, in the middle of which one can cut; null with somebody else's.</summary>
    public VirtualNetwork? Network => _own?.Network;

    /// <summary>The central system on the bench with its loop, for who is on the loop of the station.</summary>
    /// <exception cref="BenchException">The central system is somebody else's.</exception>
    public BenchCentralSystem CentralSystem => _own ?? throw new BenchException("the central system is somebody else's: ask it itself");

    /// <summary>The line to the central system, whosever it is.</summary>
    /// <exception cref="BenchException">It cannot be disturbed.</exception>
    public ILine Line => Network ?? _options.Line
        ?? throw new BenchException("nothing stands between the station and its central system that could disturb the line");

    /// <summary>How the station fared when it connected to the central system on the bench.</summary>
    public DialLog Dials { get; } = new();

    /// <summary>The servers of files on the bench; null when files go over a real network.</summary>
    public VirtualFileServer? Files { get; }

    /// <summary>The slots that hold the station's firmware, and their boot loader.</summary>
    public EmulatedSlots Slots { get; }

    /// <summary>The station; null while it is switched off.</summary>
    public ComposedStation? Composed { get; private set; }

    /// <exception cref="BenchException">It is switched off.</exception>
    public ChargingStation Station => (Composed ?? throw new BenchException("the station is switched off")).Station;

    /// <inheritdoc cref="Station"/>
    public IStationProtocol Protocol => (Composed ?? throw new BenchException("the station is switched off")).Protocol;

    /// <summary>Who plugs, shows cards and unplugs, and waits for what comes of it.</summary>
    public Driver Driver { get; }

    internal CardReaders Readers { get; }

    /// <summary>What is broken on purpose.</summary>
    public FaultInjector Faults { get; }

    /// <summary>Registers that began anew, and what no reading could show of it.</summary>
    public MeterChanges MeterChanges { get; }

    /// <summary>Where the reference meter stood when the bench was switched on, by connector.</summary>
    private double[] FlowedBefore { get; set; } = [];

    /// <summary>Switches the station on: it is composed on the board as it is now, and on what its store remembers.</summary>
    public void Start() => Start(isRestart: false);

    private void Start(bool isRestart)
    {
        if (Composed is not null)
        {
            return;
        }

        if (_starts == 0)
        {
            FlowedBefore = [.. Site.Connectors.Select(connector => connector.ReferenceMeter.FlowedWh)];
        }

        _starts++;
        MeterChanges.NoteAlive();
        Readers.Clear();
        Transcript.Add("station on");
        if (Slots.Boot() is { } said)
        {
            Transcript.Add(said);
        }

        var options = new CompositionOptions
        {
            Loop = Loop,
            MachineClock = new EmulatedClock(Loop.Time, Site.Computer.ClockError),
            RandomSource = _random.Fork($"station {_starts}"),
            IsRestart = isRestart,
            Store = _disk = new EmulatedDisk(_options.Store, Site.Computer),
            Dialer = _options.Dialer ?? Network!,
            Logging = _options.Logging,
            StationId = _options.StationId,
            FirmwareVersion = Slots.RunningVersion,
            FileTransfer = _options.FileTransfer ?? Files!,
            Installer = _options.Installer ?? Slots,
            WrapReader = Readers.Add,
            LenientCalls = _options.LenientCalls,
            Mqtt = _options.Mqtt,
        };
        Composed = ComposedStation.Start(
            _plan, new EmulatedBuses(Board), _options.Broker is { } broker ? options with { Broker = broker } : options);
        Composed.Protocol.Link.Traced += Frames.Add;
        Composed.Protocol.Restart = TryRestart;
        Restarted?.Invoke();
    }

    /// <summary>Switches the station off without a word; the physical world stays.</summary>
    public void Stop() => Stop(powerFailed: false);

    /// <summary>The power fails, or the process is killed: what its store has not synced is lost.</summary>
    public void CutPower() => Stop(powerFailed: true);

    /// <summary>Ends what runs in order, as at the end of the program, then switches off.</summary>
    /// <inheritdoc cref="ComposedStation.ShutDownAsync" path="/returns"/>
    public async Task<bool> ShutDownAsync(TimeSpan timeout)
    {
        if (Composed is not { } composed)
        {
            return true;
        }

        var isStored = await composed.ShutDownAsync(ChargerFirmware.Station.Transactions.StopReason.Reboot, timeout);
        Stop();
        return isStored;
    }

    /// <summary>The connector called so.</summary>
    /// <exception cref="BenchException">There is none.</exception>
    public Connector Connector(int number)
    {
        Physical(number);
        return Station.Find(number)!;
    }

    /// <summary>The physical side of a connector.</summary>
    /// <exception cref="BenchException">There is none.</exception>
    public SiteConnector Physical(int number) => Plugging.At(Site, number);

    /// <summary>The energy in Wh that went through a connector's contactor since the bench was switched on.</summary>
    public double FlowedWh(int number) => Physical(number).ReferenceMeter.FlowedWh - FlowedBefore[number - 1];

    /// <summary>A vehicle arrives and its driver plugs it in.</summary>
    /// <exception cref="BenchException">It cannot be plugged in there.</exception>
    public Vehicle Plug(int number, VehicleModel? model = null, double stateOfChargePercent = 20) =>
        Plugging.Plug(Site, Physical(number), model, stateOfChargePercent);

    /// <summary>A driver pulls: both ends as far as the station's lock allows, or one.</summary>
    /// <returns>What came of it; a plug that the lock holds stays in the socket, and the vehicle's end is free.</returns>
    /// <exception cref="BenchException">Nothing is plugged in.</exception>
    public UnplugResult Unplug(int number, CableEnd end = CableEnd.Both) => Plugging.Unplug(Physical(number), end);

    /// <summary>Holds a card to the reader that serves a connector, or shows a token to the terminal beside it.</summary>
    /// <param name="token">A UID of 4, 7 or 10 bytes in hex is a card's; anything else goes to the terminal.</param>
    /// <exception cref="BenchException">No reader serves that connector, or the token is no idTag.</exception>
    public void Swipe(int number, string token)
    {
        Physical(number);
        Readers.Show(Readers.ReaderOf(number), token);
    }

    /// <summary>The vehicle at a connector.</summary>
    /// <exception cref="BenchException">None is plugged in.</exception>
    public Vehicle VehicleAt(int number) => Plugging.VehicleAt(Physical(number));

    /// <summary>The station as the central system on the bench knows it, for who is on the loop of that; in virtual time everybody is.</summary>
    /// <exception cref="BenchException">The central system is somebody else's.</exception>
    public ConnectedStation AtCentralSystem() => CentralSystem.Csms.Station(StationId);

    /// <summary>
    /// What the station still has there although nothing is broken any more, and what ends it: it goes by what its devices say, and some
    /// faults end only by a person.
    /// </summary>
    /// <param name="number">0 for the station.</param>
    /// <exception cref="BenchException">There is no such connector.</exception>
    public IReadOnlyList<Fault> StillSeen(int number)
    {
        if (number != 0)
        {
            Physical(number);
        }

        if (Composed is not { } composed)
        {
            return [];
        }

        var seen = number == 0 ? composed.Station.Faults : Connector(number).Faults;
        return [.. seen.Active.Where(fault => !Faults.Active.Any(active => active.Connector == number && active.Fault.Name == fault.Name))];
    }

    /// <inheritdoc cref="Waiting.UntilAsync(TimeProvider, Func{Task{bool}}, TimeSpan, TimeSpan?)"/>
    public Task<bool> UntilAsync(Func<bool> condition, TimeSpan timeout, TimeSpan? look = null) =>
        Waiting.UntilAsync(Loop.Time, condition, timeout, look);

    /// <inheritdoc cref="Waiting.UntilAsync(TimeProvider, Func{Task{bool}}, TimeSpan, TimeSpan?)"/>
    public Task<bool> UntilAsync(Func<Task<bool>> condition, TimeSpan timeout, TimeSpan? look = null) =>
        Waiting.UntilAsync(Loop.Time, condition, timeout, look);

    /// <summary>A turn of the loop has failed: the station stops what it can, as it does in the field.</summary>
    /// <returns>True for a fault that was injected; any other is a defect.</returns>
    public bool Survives(Exception fault)
    {
        Composed?.Station.OnLogicFault();
        return fault is InjectedFaultException;
    }

    public void Dispose() => Stop();

    private bool TryRestart(ResetKind kind)
    {
        if (Site.Computer.RestartFails)
        {
            return false;
        }

        Loop.Post(() => Restart(kind));
        return true;
    }

    private void Restart(ResetKind kind)
    {
        _logger.LogInformation("{Kind} reset: the station restarts", kind);
        Transcript.Add($"reset {kind}");
        Stop();
        Start(isRestart: true);
    }

    /// <summary>A station dies with the mains, or when its battery is empty, and starts when they are back.</summary>
    private void FollowFeed()
    {
        if (!Site.Computer.IsFed && Composed is not null)
        {
            _diedWithSupply = true;
            Loop.Post(CutPower);
        }
        else if (Site.Computer.IsFed && _diedWithSupply)
        {
            _diedWithSupply = false;
            Loop.Post(Start);
        }
    }

    private void Stop(bool powerFailed)
    {
        if (Composed is { } composed)
        {
            Transcript.Add(powerFailed ? "station dead" : "station off");
            Stopping?.Invoke();
            if (powerFailed)
            {
                MeterChanges.NoteDead();
            }

            Composed = null;
            Readers.Clear();
            Slots.Cut();
            if (powerFailed)
            {
                _disk!.End(powerFailed);
                composed.Dispose();
            }
            else
            {
                composed.Dispose();
                _disk!.End(powerFailed);
            }
        }
    }

    private static async Task FailTurnAsync()
    {
        await Task.Yield();
        throw new InjectedFaultException();
    }

    private void Observe()
    {
        foreach (var connector in Site.Connectors)
        {
            var mains = connector.Contactor.MainsClosed;
            connector.Contactor.Changed += () =>
            {
                if (connector.Contactor.MainsClosed != mains)
                {
                    mains = connector.Contactor.MainsClosed;
                    Transcript.Add($"connector {connector.Number} contactor {(mains ? "closed" : "open")}");
                }
            };
        }
    }
}

/// <summary>A defect of the station's own program, injected on purpose.</summary>
public sealed class InjectedFaultException() : Exception("This turn was made to fail on purpose.");
