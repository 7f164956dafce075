using ChargerFirmware.Emulator;
using ChargerFirmware.Emulator.Physics;

namespace ChargerFirmware.Bench;

/// <summary>
/// When registers began anew, by the physical world, and what flowed meanwhile: from the last instant at which a station could read the old
/// register, and keep what it read, until the contactor opened, no reading shows it. Whoever compares energies leaves that much out, and no more.
/// </summary>
public sealed class MeterChanges
{
    /// <summary>A meter is asked every second; a second answer takes its time on the line.</summary>
    private static readonly TimeSpan s_poll = TimeSpan.FromSeconds(1.5);

    /// <summary>How far a session has come is kept every ten seconds: what a power cut takes is what was read since.</summary>
    private static readonly TimeSpan s_kept = TimeSpan.FromSeconds(10);

    private readonly EmulatedBoard _board;
    private readonly Dictionary<int, double> _silentSinceWh = [];
    private readonly Dictionary<int, double> _deadSinceWh = [];
    private readonly Dictionary<int, RecentFlow> _recent = [];
    private readonly List<MeterChange> _all = [];
    private bool _isDead;

    internal MeterChanges(EmulatedBoard board, FaultInjector faults)
    {
        _board = board;
        faults.Changed += NoteSilence;
        foreach (var physical in board.Site.Connectors)
        {
            _recent.Add(physical.Number, new RecentFlow(board.Time, physical, s_poll + s_kept));
            physical.Meter.Replacing += () => Begin(physical);
            physical.Contactor.Changed += () => End(physical);
        }
    }

    /// <summary>A register has begun anew. Raised on the loop, when the physics has it.</summary>
    public event Action<MeterChange>? Added;

    /// <summary>In order of their time.</summary>
    public IReadOnlyList<MeterChange> All => _all;

    /// <summary>What flowed at a connector while no reading could show it, in Wh.</summary>
    public double UnmeteredWh(int number) => _all.Where(change => change.Connector == number).Sum(UnmeteredWh);

    /// <summary>What flowed in one of them, up to now where the contactor is still closed.</summary>
    public double UnmeteredWh(MeterChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return (change.ToWh ?? _board.Site.Connector(change.Connector).ReferenceMeter.FlowedWh) - change.FromWh;
    }

    /// <summary>The power of the station has failed: it remembers what it had kept.</summary>
    internal void NoteDead()
    {
        _isDead = true;
        foreach (var physical in _board.Site.Connectors)
        {
            _deadSinceWh.TryAdd(physical.Number, _recent[physical.Number].FlowedWh(s_poll + s_kept));
        }
    }

    /// <summary>The station is back and reads the registers, where a meter answers.</summary>
    internal void NoteAlive()
    {
        _isDead = false;
        NoteSilence();
    }

    private double LatestReadableWh(SiteConnector physical) => _recent[physical.Number].FlowedWh(s_poll);

    private void NoteSilence()
    {
        foreach (var physical in _board.Site.Connectors)
        {
            if (_board.MeterAnswers(physical.Number))
            {
                _silentSinceWh.Remove(physical.Number);
                if (!_isDead)
                {
                    _deadSinceWh.Remove(physical.Number);
                }
            }
            else
            {
                _silentSinceWh.TryAdd(physical.Number, LatestReadableWh(physical));
            }
        }
    }

    private void Begin(SiteConnector physical)
    {
        var fromWh = Math.Min(
            _silentSinceWh.GetValueOrDefault(physical.Number, LatestReadableWh(physical)),
            _deadSinceWh.GetValueOrDefault(physical.Number, double.MaxValue));
        var change = new MeterChange(physical.Number, _board.Time.GetUtcNow(), fromWh)
        {
            ToWh = physical.Contactor.MainsClosed ? null : physical.ReferenceMeter.FlowedWh,
        };
        _all.Add(change);
        Added?.Invoke(change);
    }

    private void End(SiteConnector physical)
    {
        foreach (var change in _all.Where(change => change.Connector == physical.Number && change.ToWh is null && !physical.Contactor.MainsClosed))
        {
            change.ToWh = physical.ReferenceMeter.FlowedWh;
        }
    }
}
