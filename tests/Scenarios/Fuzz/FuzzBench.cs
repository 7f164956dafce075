using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Bench.Scenarios;
using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Tests.Scenarios.Fuzz;

/// <summary>A station in virtual time with a vehicle plugged in that nobody has paid for: a call that got through would start it.</summary>
internal sealed class FuzzBench : IDisposable
{
    // Longer than the station takes for any answer of these.
    private static readonly TimeSpan s_settle = TimeSpan.FromMilliseconds(50);

    private readonly VirtualLoop _loop = new(ScenarioRun.Beginning);
    private readonly CommitCounter _store = new();
    private readonly FuzzLine _line;
    private readonly Workbench _bench;
    private int _starts;

    public FuzzBench()
    {
        _line = new FuzzLine(_loop);
        _bench = new Workbench(new WorkbenchOptions { Loop = _loop, Board = Boards.Load("emulated"), Store = _store, Dialer = _line });
        _bench.Restarted += () => _starts++;
        _loop.Run(async () =>
        {
            _bench.Start();
            var session = new Session(_bench);
            await session.RunAsync("expect link Operational");
            _line.Deliver("""[2,"before","ChangeConfiguration",{"key":"ConnectionTimeOut","value":"86400"}]"""u8.ToArray());
            await session.RunAsync("plug 1");
            await session.RunAsync("expect status Preparing");
            await session.RunAsync("wait 5s");

            // Writing the log of so many frames would take longer than all the station does.
            _bench.Composed!.Protocol.Link.Traced -= _bench.Frames.Add;
        });
        _line.TakeSent();
    }

    /// <summary>All that a call could have changed.</summary>
    public string State => $"starts {_starts}, commits {_store.Commits}, closed {_line.IsClosed}\n{MalformedBench.Describe(_bench)}";

    /// <summary>Sends frames all at once and lets them be dealt with.</summary>
    /// <returns>What the station sent meanwhile.</returns>
    public IReadOnlyList<(int Type, string? Id, string? Word)> Exchange(IEnumerable<FuzzFrame> frames)
    {
        _loop.Run(() =>
        {
            foreach (var frame in frames)
            {
                _line.Deliver(frame.Bytes);
            }
        });
        _loop.RunFor(s_settle);
        return _line.TakeSent();
    }

    public void Dispose()
    {
        _loop.Run(_bench.Dispose);
        _loop.Dispose();
    }
}
