using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Connectors;

namespace ChargerFirmware.Bench.Scenarios;

/// <summary>
/// What holds at every instant, whatever happens: no contactor is commanded closed without an authorised transaction, a plugged
/// vehicle that asks, and a closed lock; and one that nobody wants closed is open in time.
/// </summary>
public sealed class Invariants
{
    /// <summary>The longest an unwelded contactor may stay closed without a transaction: the stop sequence of AC and its readings.</summary>
    private static readonly TimeSpan s_openLatest = TimeSpan.FromSeconds(1);

    private readonly Workbench _bench;
    private readonly List<string> _broken = [];

    public Invariants(Workbench bench)
    {
        _bench = bench;
        bench.Restarted += WatchOpen;
        foreach (var physical in bench.Site.Connectors)
        {
            physical.Contactor.Commanded += () =>
            {
                if (physical.Contactor.CoilCommanded)
                {
                    RequireMayClose(physical.Number);
                }
            };
        }
    }

    /// <exception cref="ExpectationException">One of them broke; the first is told.</exception>
    public void Check()
    {
        if (_broken.Count > 0)
        {
            throw new ExpectationException($"{_broken.Count} broken invariants, the first: {_broken[0]}");
        }
    }

    private void RequireMayClose(int number)
    {
        if (_bench.Composed is null)
        {
            Break($"connector {number} was commanded closed while the station was off or being composed");
            return;
        }

        var connector = _bench.Connector(number);
        Require(connector, connector.Transaction is { IsStopping: false }, "without a transaction");
        Require(connector, connector.Devices.Plug.Plug == PlugState.Connected, "without a vehicle");
        Require(connector, connector.Devices.Controller.EnergyRequested, "though the vehicle does not ask");
        Require(connector, connector.Devices.Lock is null or { State: CableLockState.Locked }, "with the cable unlocked");
    }

    private void Require(Connector connector, bool holds, string what)
    {
        if (!holds)
        {
            Break($"connector {connector.Id} was commanded closed {what}");
        }
    }

    private void WatchOpen()
    {
        foreach (var physical in _bench.Site.Connectors)
        {
            WatchOpen(physical.Number);
        }
    }

    /// <summary>Looks again and again, because what must happen in time has no event when it does not happen.</summary>
    private void WatchOpen(int number)
    {
        var composed = _bench.Composed;
        long? since = null;
        ITimer? timer = null;
        timer = _bench.Loop.Time.CreateTimer(
            _ =>
            {
                if (_bench.Composed != composed)
                {
                    timer!.Dispose();
                    return;
                }

                var contactor = _bench.Physical(number).Contactor;
                var wanted = _bench.Connector(number).Transaction is not null;
                since = contactor is { MainsClosed: true, Welded: false } && !wanted ? since ?? _bench.Loop.Time.GetTimestamp() : null;
                if (since is { } from && _bench.Loop.Time.GetElapsedTime(from) > s_openLatest)
                {
                    Break($"connector {number} stayed closed without a transaction");
                    since = null;
                }
            },
            null,
            TimeSpan.FromSeconds(0.5),
            TimeSpan.FromSeconds(0.5));
    }

    private void Break(string what)
    {
        _broken.Add($"{_bench.Loop.Time.GetUtcNow():HH:mm:ss.fff} {what}");
        _bench.Transcript.Add($"BROKEN {what}");
    }
}
