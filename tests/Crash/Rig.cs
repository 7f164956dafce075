using System.Globalization;
using System.Text;
using ChargerFirmware.Bench;
using ChargerFirmware.Central.Judging;
using ChargerFirmware.Central.Misbehaving;
using ChargerFirmware.Central.Ocpp16.Rules;
using ChargerFirmware.Central.Ocpp16;
using ChargerFirmware.Central.Store;
using ChargerFirmware.Central;
using ChargerFirmware.Central.Adapters;
using ChargerFirmware.Emulator;
using ChargerFirmware.Emulator.Remote.Adapters;
using ChargerFirmware.EventLoop;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Tests.Crash;

/// <summary>
/// What outlives the station that is killed: the physical world behind its board, and the central system. Both on one loop, in this
/// process, and both keep what is needed to judge it.
/// </summary>
internal sealed class Rig : IAsyncDisposable
{
    public const string StationId = "CRASH-1";

    private readonly List<string> _log = [];
    private readonly BoardServer _physics;
    private readonly CsmsServer _server;
    private readonly string _folder;

    private Rig(ThreadLoop loop, EmulatedBoard board, BoardServer physics, Csms csms, CsmsServer server, string folder)
    {
        Loop = loop;
        Board = board;
        _physics = physics;
        Csms = csms;
        Judge = new Judge(csms, [new Ocpp16Rules()]);
        Misbehaviour = new Misbehaviour(csms);
        Misbehaviour.Refused += Judge.NoteRefused;
        _server = server;
        _folder = folder;
    }

    public ThreadLoop Loop { get; }

    public EmulatedBoard Board { get; }

    public Csms Csms { get; }

    public Judge Judge { get; }

    public Misbehaviour Misbehaviour { get; }

    public MemoryStore Store => (MemoryStore)Csms.Store;

    public ConnectedStation Station => Csms.Station(StationId);

    /// <summary>The first thing that went wrong where nobody was waiting for it.</summary>
    public string? Fault { get; private set; }

    public string StoreFolder => Path.Combine(_folder, "store");

    public static async Task<Rig> OpenAsync(ulong seed)
    {
        var folder = Directory.CreateTempSubdirectory("crash-").FullName;
        Rig? rig = null;
        var loop = new ThreadLoop("rig", fault => rig?.Blame(fault.ToString()));
        var random = RandomSource.Seeded(seed);
        var (board, csms, physics) = await loop.RunAsync(() =>
        {
            var made = new EmulatedBoard(loop.Time, random.Fork("physics"), Boards.Load("emulated"));
            return Task.FromResult((made, new Csms(loop, random.Fork("central system"), [new Ocpp16Binding()]), new BoardServer(loop, made, Path.Combine(folder, "board"))));
        });
        var server = await CsmsServer.StartAsync(loop, csms, new CsmsServerOptions { Port = 0 });
        rig = new Rig(loop, board, physics, csms, server, folder);
        await loop.RunAsync(() =>
        {
            rig.Observe();
            return Task.CompletedTask;
        });
        return rig;
    }

    /// <summary>How the station's process is started.</summary>
    /// <param name="program">The program and the arguments that make it a station.</param>
    public IReadOnlyList<string> Command(params IEnumerable<string> program) =>
    [
        .. program, "--physics", Path.Combine(_folder, "board"), "--csms", _server.Endpoint.ToString(), "--id", StationId, "--store", StoreFolder,
    ];

    public StationProcess Start()
    {
        Log("station started");
        return new StationProcess(Command(StationProcess.Emulator(), "station"), end => Loop.Post(() => Blame(end)));
    }

    public void Log(string what) =>
        _log.Add(string.Create(CultureInfo.InvariantCulture, $"{Loop.Time.GetUtcNow():HH:mm:ss.fff} {what}"));

    /// <summary>What happened last, line by line.</summary>
    public string Tail(int lines) => string.Join(Environment.NewLine, _log.TakeLast(lines).Select(line => "    " + line));

    /// <summary>Waits for a condition by looking again and again.</summary>
    /// <returns>False when it did not come in time.</returns>
    public async Task<bool> UntilAsync(Func<bool> condition, TimeSpan timeout)
    {
        var began = Loop.Time.GetTimestamp();
        while (!condition())
        {
            if (Fault is not null || Loop.Time.GetElapsedTime(began) > timeout)
            {
                return false;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), Loop.Time);
        }

        return true;
    }

    /// <summary>As <see cref="UntilAsync"/>, where nothing else is right.</summary>
    /// <exception cref="CrashException">It did not come in time.</exception>
    public async Task RequireAsync(string what, Func<bool> condition, TimeSpan timeout)
    {
        if (!await UntilAsync(condition, timeout))
        {
            throw new CrashException(Fault ?? string.Create(CultureInfo.InvariantCulture, $"not within {timeout.TotalSeconds} s: {what}"));
        }
    }

    /// <summary>The station is to blame for something.</summary>
    public void Blame(string what)
    {
        Log($"BLAMED {what}");
        Fault ??= what;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _physics.Dispose();
        Loop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Observe()
    {
        Csms.MessageTraced += message => Log(
            $"{(message.Direction == FrameDirection.Received ? "<-" : "->")} {message.Action} {Encoding.UTF8.GetString(message.Frame.Span)}");
        Judge.ViolationFound += violation => Blame(violation.ToString());
        foreach (var connector in Board.Site.Connectors)
        {
            var closed = connector.Contactor.MainsClosed;
            connector.Contactor.Changed += () =>
            {
                if (connector.Contactor.MainsClosed != closed)
                {
                    closed = connector.Contactor.MainsClosed;
                    Log($"connector {connector.Number} contactor {(closed ? "closed" : "open")}, meter {connector.Meter.EnergyImportWh:F3} Wh");
                }
            };
        }
    }
}
