using System.Text;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Bench.Scenarios;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Links;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>
/// A station in virtual time, charging at connector 1, whose line can be written on by hand: past the central system, which would not
/// say what these tests say.
/// </summary>
public sealed class MalformedBench : IDisposable
{
    private readonly VirtualLoop _loop = new(ScenarioRun.Beginning);
    private readonly Session _session;
    private IFrameLink _line = null!;
    private int _starts;

    public MalformedBench()
        : this(new MemoryStore())
    {
        Run("expect link Operational within 60s", "plug 1", "swipe 1 04A1B2C3", "expect status Charging within 30s", "wait 5s");
    }

    private MalformedBench(IStationStore store)
    {
        Bench = new Workbench(new WorkbenchOptions { Loop = _loop, Seed = 1, Board = Boards.Load("emulated"), Store = store });
        _session = new Session(Bench);
        Bench.Network!.Accepted += (_, line) => _line = line;
        Bench.Restarted += () => _starts++;
        _loop.Run(Bench.Start);
    }

    public Workbench Bench { get; }

    /// <summary>A station that was switched on just now and has not been heard of yet.</summary>
    /// <param name="store">Where it keeps things; null for memory.</param>
    public static MalformedBench SwitchedOn(IStationStore? store = null) => new(store ?? new MemoryStore());

    /// <summary>All that a call could have changed: keys, transactions, contactors, statuses, the link, the run of the program.</summary>
    public string State => $"starts {_starts}\n{Describe(Bench)}";

    /// <summary>Keys, transactions, contactors, statuses and the link of a station.</summary>
    public static string Describe(Workbench bench)
    {
        var text = new StringBuilder();
        text.AppendLine($"link {bench.Protocol.Link.State}");
        foreach (var connector in bench.Station.Connectors)
        {
            var running = connector.Transaction;
            text.AppendLine(
                $"connector {connector.Id}: {connector.Status}, contactor {(bench.Physical(connector.Id).Contactor.MainsClosed ? "closed" : "open")}, " +
                $"transaction {running?.CentralSystemId} of {running?.IdToken}{(running is { IsStopping: true } ? " stopping" : "")}, pending {connector.Pending?.IdToken}, limit {connector.Limit.MaxCurrentA} A");
        }

        foreach (var key in bench.Protocol.Configuration.All)
        {
            text.AppendLine($"{key.Name}={bench.Protocol.Configuration.Read(key)}");
        }

        return text.ToString();
    }

    /// <summary>Speaks the bench's language; an expectation looks behind what earlier ones have seen.</summary>
    public void Run(params string[] lines) => Run(async () =>
    {
        foreach (var line in lines)
        {
            await _session.RunAsync(line);
        }
    });

    /// <summary>Puts text on the line to the station and lets it be dealt with.</summary>
    /// <returns>What the station sent meanwhile, but for what it sends of its own accord while it charges.</returns>
    public IReadOnlyList<LoggedFrame> Exchange(params string[] texts) => Exchange([.. texts.Select(Encoding.UTF8.GetBytes)]);

    /// <inheritdoc cref="Exchange(string[])"/>
    public IReadOnlyList<LoggedFrame> Exchange(IReadOnlyList<byte[]> frames)
    {
        var from = Bench.Frames.Position;
        Run(async () =>
        {
            foreach (var frame in frames)
            {
                _line.Send(frame);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250), _loop.Time);
        });
        return [.. Bench.Frames.From(from).Select(entry => entry.Frame).Where(frame => frame.IsSent && !IsOwn(frame))];
    }

    /// <summary>What the station hears next in answer to <paramref name="action"/>, in place of what the central system says.</summary>
    /// <param name="answer">Makes the frame out of the call's id.</param>
    public void AnswerNext(string action, Func<string, byte[]> answer)
    {
        Bench.CentralSystem.Behaviour.LeaveNextUnanswered(action);
        Bench.Frames.Added += OnFrame;

        void OnFrame(LoggedFrame frame)
        {
            if (frame.IsSent && frame.Kind == "call" && frame.Action == action)
            {
                Bench.Frames.Added -= OnFrame;
                _line.Send(answer(frame.MessageId));
            }
        }
    }

    /// <summary>Runs on the loop until it has ended.</summary>
    public void Run(Func<Task> work) => _loop.Run(work);

    public void Dispose()
    {
        _loop.Run(Bench.Dispose);
        _loop.Dispose();
    }

    private static bool IsOwn(LoggedFrame frame) =>
        frame.Kind == "call" && frame is { Direction: FrameDirection.Sent, Action: "MeterValues" or "Heartbeat" };
}
