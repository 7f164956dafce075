using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware;

namespace ChargerFirmware.Bench.Scenarios;

/// <summary>
/// What the physical world of one connector did that day. It asks neither the station nor its drivers: only contacts, cables, cars and
/// the reference meter. What must not be at any instant is reported at that instant.
/// </summary>
internal sealed class ConnectorTrace
{
    /// <summary>A car that has just left or changed its mind may not be known yet: its driver polls.</summary>
    private static readonly TimeSpan s_poll = TimeSpan.FromSeconds(1);

    /// <summary>What a station needs from its start until its drivers have seen the world.</summary>
    private static readonly TimeSpan s_wakes = TimeSpan.FromSeconds(3);

    private readonly Workbench _bench;
    private readonly Action<string> _break;
    private readonly List<ClosedStretch> _closed = [];
    private (DateTimeOffset From, double Wh)? _closedSince;

    public ConnectorTrace(Workbench bench, SiteConnector physical, Func<bool> logicHasFailed, Action<string> @break)
    {
        _bench = bench;
        _break = @break;
        Physical = physical;
        var time = bench.Loop.Time;
        (Plugged, Asks, Welded, MeterDead) = (new Timeline(time), new Timeline(time), new Timeline(time), new Timeline(time));
        Faults = [.. FaultRules.All.Append(FaultRules.LogicFailing(logicHasFailed))
            .Select(rule => new FaultTimer(time, rule, physical.Dc is not null, RequireOpen))];
        physical.Contactor.Commanded += OnCommanded;
        physical.Contactor.Changed += OnContacts;
        physical.Outlet.Changed += Look;
        bench.MeterChanges.Added += _ => Look();
        physical.Flow.Changed += Look;
        if (physical.Pilot is { } pilot)
        {
            pilot.Changed += Look;
        }

        if (physical.Dc is { } output)
        {
            output.Changed += Look;
        }
    }

    public SiteConnector Physical { get; }

    public int Number => Physical.Number;

    public Timeline Plugged { get; }

    public Timeline Welded { get; }

    /// <summary>When its meter did not answer.</summary>
    public Timeline MeterDead { get; }

    public IReadOnlyList<FaultTimer> Faults { get; }

    /// <summary>When its contacts were closed, and what flowed meanwhile; all of them once the contacts are open.</summary>
    public IReadOnlyList<ClosedStretch> Closed => _closedSince is { } since
        ? [.. _closed, new ClosedStretch(since.From, DateTimeOffset.MaxValue, Physical.ReferenceMeter.FlowedWh - since.Wh)]
        : _closed;

    private Timeline Asks { get; }

    private bool AsksNow => (Physical.Pilot?.State ?? Physical.Dc!.State) is ControlPilotState.C or ControlPilotState.D;

    /// <summary>Looks at what has no event of its own, or at anything.</summary>
    public void Look()
    {
        Plugged.Note(Physical.Outlet is { Vehicle: not null } or { CableInSocket: true });
        Asks.Note(AsksNow);
        Welded.Note(Physical.Contactor.Welded);
        MeterDead.Note(!_bench.Board.MeterAnswers(Number));
        foreach (var fault in Faults)
        {
            fault.Look(fault.Rule.IsPresent(_bench, Number));
        }
    }

    public void OnStationStarted()
    {
        foreach (var fault in Faults)
        {
            fault.OnStationStarted(s_wakes);
        }
    }

    private void OnCommanded()
    {
        Look();
        RequireOpen();
        if (!Physical.Contactor.CoilCommanded)
        {
            return;
        }

        Require(_bench.Composed is not null, "while the station was off or being composed");
        Require(Physical.Outlet.Vehicle is not null || Plugged.HeldWithin(s_poll), "without a vehicle");
        Require(Asks.HeldWithin(s_poll), "though the vehicle does not ask");
        Require(Physical.Lock is null or { IsLocked: true }, "with the cable unlocked");
    }

    private void OnContacts()
    {
        var closed = Physical.Contactor.MainsClosed;
        if (closed && _closedSince is null)
        {
            _closedSince = (_bench.Loop.Time.GetUtcNow(), Physical.ReferenceMeter.FlowedWh);
        }
        else if (!closed && _closedSince is { } since)
        {
            _closed.Add(new ClosedStretch(since.From, _bench.Loop.Time.GetUtcNow(), Physical.ReferenceMeter.FlowedWh - since.Wh));
            _closedSince = null;
        }

        Look();
        RequireOpen();
    }

    /// <summary>While a fault demands it, no coil is commanded and no unwelded contact closed. A station that is off commands nothing.</summary>
    private void RequireOpen()
    {
        if (_bench.Composed is null || Faults.FirstOrDefault(fault => fault.DemandsOpen) is not { } demanding)
        {
            return;
        }

        if (Physical.Contactor is { CoilCommanded: true } or { MainsClosed: true, Welded: false })
        {
            _break($"connector {Number} is closed though {demanding.Rule.Name} demands an open contactor");
        }
    }

    private void Require(bool holds, string what)
    {
        if (!holds)
        {
            _break($"connector {Number} was commanded closed {what}");
        }
    }
}

/// <summary>A time for which a contactor's contacts were closed, and what flowed through them.</summary>
internal readonly record struct ClosedStretch(DateTimeOffset From, DateTimeOffset To, double FlowedWh);
