using System.Globalization;

namespace ChargerFirmware.Bench.Scenarios;

/// <summary>
/// What holds whatever happens, judged by the physical world and by what the central system received, never by the station's own view.
/// <see cref="ConnectorTrace"/> says what must not be at any instant; <see cref="DayJudgement"/> compares, in the evening, what
/// happened with what was reported.
/// </summary>
public sealed class Invariants
{
    private readonly Workbench _bench;
    private readonly List<string> _broken = [];
    private readonly List<ConnectorTrace> _connectors;
    private readonly DayJudgement _judgement;
    private readonly UnbilledAccount _unbilled;
    private readonly Timeline _off;
    private bool _logicHasFailed;

    public Invariants(Workbench bench)
    {
        _bench = bench;
        _off = new Timeline(bench.Loop.Time);
        _unbilled = new UnbilledAccount(bench);
        _connectors = [.. bench.Site.Connectors.Select(physical => new ConnectorTrace(bench, physical, () => _logicHasFailed, Break))];
        _judgement = new DayJudgement(bench, _connectors, _unbilled, _off, Break);
        bench.Faults.Changed += Look;
        bench.Site.Supply.Changed += Look;
        bench.Site.EmergencyStop.Changed += Look;
        bench.Site.Door.Changed += Look;
        bench.Site.Computer.TurnFailed += () => NoteLogic(bench.Composed is not null);
        bench.Stopping += () => _off.Note(true);
        bench.Restarted += OnStarted;
    }

    /// <summary>In the evening: everything is mended, unplugged and reported.</summary>
    /// <exception cref="ExpectationException">One of them broke; the message names the first.</exception>
    public void Check()
    {
        if (_broken.Count == 0)
        {
            _judgement.Judge();
        }

        if (_broken.Count > 0)
        {
            throw new ExpectationException($"{_broken.Count} broken invariants, the first: {_broken[0]}");
        }
    }

    private void OnStarted()
    {
        _off.Note(false);
        NoteLogic(false);
        _connectors.ForEach(connector => connector.OnStationStarted());
    }

    private void NoteLogic(bool hasFailed)
    {
        _logicHasFailed = hasFailed;
        Look();
    }

    private void Look() => _connectors.ForEach(connector => connector.Look());

    private void Break(string what)
    {
        _broken.Add(string.Create(CultureInfo.InvariantCulture, $"{_bench.Loop.Time.GetUtcNow():HH:mm:ss.fff} {what}"));
        _bench.Transcript.Add($"BROKEN {what}");
    }
}
