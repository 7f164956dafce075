using System.Text;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Station.Protocol.Link;

namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>
/// A charge point that is a whole station on an emulated board: its firmware boots and calls by itself, and the bench's words move what stands before it.
/// It remembers nothing of an earlier run. Used on the loop.
/// </summary>
internal sealed class BoardChargePoint : IDisposable
{
    private readonly Workbench _bench;
    private readonly Session _words;
    private readonly Action<string> _say;
    private bool _wasConnected;

    /// <param name="board">A board file, or the name of one that comes with the program.</param>
    /// <param name="say">Prints a line about it.</param>
    /// <exception cref="BoardException">There is no such board, or it cannot be used.</exception>
    /// <exception cref="ArgumentException">The identity cannot be part of an address.</exception>
    public BoardChargePoint(PromptSurroundings surroundings, string identity, Uri address, string board, FrameJournal frames, Action<string> say)
    {
        ArgumentNullException.ThrowIfNull(surroundings);
        _say = say;
        _bench = new Workbench(new WorkbenchOptions
        {
            Loop = surroundings.Loop,
            Board = Boards.Load(board),
            Seed = surroundings.Random.Fork(identity).NextSeed(),
            StationId = identity,
            Dialer = surroundings.Dialer(address, identity),
        });
        var tracer = new FrameTracer(surroundings.Loop.Time, identity);
        _bench.Frames.Added += frame => frames.Add(
            tracer.Read(frame.IsSent ? FrameDirection.Sent : FrameDirection.Received, Encoding.UTF8.GetBytes(frame.Text)));
        _bench.Restarted += Listen;
        _words = new Session(_bench) { Settles = true };
        Identity = identity;
    }

    public string Identity { get; }

    public bool IsConnected => _wasConnected;

    /// <summary>Switches it on; it connects and boots by itself.</summary>
    public void Start() => _bench.Start();

    /// <summary>Carries out a line of the bench: <c>plug</c>, <c>swipe 04A1B2C3</c>, <c>expect contactor closed</c>.</summary>
    /// <returns>What there is to say about it, or null.</returns>
    /// <exception cref="BenchException">It cannot be done, or what it expects has not come.</exception>
    public Task<string?> RunAsync(string line) => _words.RunAsync(line);

    /// <summary>Ends what runs in order and switches it off.</summary>
    public Task StopAsync(TimeSpan timeout) => _bench.ShutDownAsync(timeout);

    /// <summary>Switches it off without a word.</summary>
    public void Dispose() => _bench.Dispose();

    private void Listen()
    {
        if (_bench.Composed is { } composed)
        {
            composed.Protocol.Link.StateChanged += OnLink;
        }
    }

    private void OnLink(LinkState state)
    {
        var isConnected = state is not (LinkState.Disconnected or LinkState.Dialling);
        if (isConnected != _wasConnected)
        {
            _wasConnected = isConnected;
            _say(isConnected ? "Connected to CentralSystem." : "Disconnected.");
        }
    }
}
