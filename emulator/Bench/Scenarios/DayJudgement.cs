using System.Globalization;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Bench.Scenarios;

/// <summary>Compares what the station reported of a day with what the physical world saw of it.</summary>
internal sealed class DayJudgement
{
    /// <summary>Both ends of a transaction are cut to whole Wh: less than one Wh off; the rest is for the meter's own last digit.</summary>
    private const double ResolutionWh = 1.1;

    /// <summary>What the station's clock, its drivers and its own turn may make of an instant.</summary>
    private static readonly TimeSpan s_slack = TimeSpan.FromSeconds(2);

    /// <summary>A meter is asked every second and missed after ten: readings of that age are good readings.</summary>
    private static readonly TimeSpan s_meterGrace = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan s_sampleInterval = TimeSpan.FromMinutes(1);

    /// <summary>How far a transaction has come is kept so often: what a power cut ended may have run so long beyond its reported end.</summary>
    private static readonly TimeSpan s_progressInterval = TimeSpan.FromSeconds(10);

    /// <summary>So long a station that starts waits for its contactor to open, and for its meter to answer (MeterReadyTimeout).</summary>
    private static readonly TimeSpan s_openTimeout = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan s_meterReady = TimeSpan.FromSeconds(60);

    private readonly Workbench _bench;
    private readonly IReadOnlyList<ConnectorTrace> _connectors;
    private readonly UnbilledAccount _unbilled;
    private readonly Timeline _off;
    private readonly Action<string> _break;
    private readonly DayTime _time;
    private readonly List<ReportedStatus> _statuses = [];

    public DayJudgement(
        Workbench bench, IReadOnlyList<ConnectorTrace> connectors, UnbilledAccount unbilled, Timeline off, Action<string> @break)
    {
        (_bench, _connectors, _unbilled, _off, _break) = (bench, connectors, unbilled, off, @break);
        _time = new DayTime(bench, @break);
        bench.Frames.Added += NoteStatus;
    }

    public void Judge()
    {
        foreach (var connector in _connectors)
        {
            List<DayTransaction> reported = [.. _bench.Csms!.Sessions.Of(_bench.StationId, connector.Number).Select(_time.Of)];
            reported.ForEach(transaction => JudgeStart(connector, transaction));
            JudgeEnergy(connector, reported);
            reported.ForEach(transaction => JudgeSamples(connector, transaction));
            JudgeStatuses(connector);
        }
    }

    private void NoteStatus(LoggedFrame frame)
    {
        if (frame is { IsSent: true, Kind: "call", Action: "StatusNotification" })
        {
            var payload = frame.Payload;
            var at = payload.TryGetProperty("timestamp", out var timestamp) ? _time.OfReport(timestamp.GetDateTimeOffset()) : _bench.Loop.Time.GetUtcNow();
            _statuses.Add(new ReportedStatus(payload.GetProperty("connectorId").GetInt32(), payload.GetProperty("status").GetString()!, at));
        }
    }

    private void JudgeStart(ConnectorTrace connector, DayTransaction transaction)
    {
        var at = transaction.StartTime;
        if (transaction.IdTag == DayTags.Blocked)
        {
            _break($"{transaction} was started at {at:HH:mm:ss} though its tag is blocked");
        }

        if (connector.Faults.FirstOrDefault(fault => fault.ForbidsStart(at)) is { } fault)
        {
            _break($"{transaction} was started at {at:HH:mm:ss} in spite of {fault.Rule.Name}");
        }

        if (!connector.Plugged.Touches(at - s_slack, at))
        {
            _break($"{transaction} was started at {at:HH:mm:ss} with nothing plugged in");
        }
    }

    private void JudgeEnergy(ConnectorTrace connector, List<DayTransaction> reported)
    {
        var flowed = reported.ToDictionary(transaction => transaction, _ => 0.0);
        foreach (var closed in connector.Closed)
        {
            var isWelded = connector.Welded.Touches(closed.From, closed.To);
            var during = reported.LastOrDefault(transaction => transaction.StartTime <= closed.From + s_slack && closed.From <= EndOf(transaction) + s_slack);
            if (during is null || closed.To > EndOf(during) + s_slack)
            {
                Require(isWelded || _off.Touches(closed.From, closed.To), Text(
                    $"connector {connector.Number} was closed from {closed.From:HH:mm:ss.fff} to {closed.To:HH:mm:ss.fff} without a reported transaction"));
            }

            if (during is not null)
            {
                flowed[during] += closed.FlowedWh;
            }
        }

        foreach (var (transaction, flowedWh) in flowed)
        {
            var next = reported.Find(other => other.StartTime > transaction.StartTime)?.StartTime ?? DateTimeOffset.MaxValue;
            JudgeEnergy(connector, transaction, flowedWh, next);
        }

        JudgeSum(connector, reported);
    }

    private void JudgeEnergy(ConnectorTrace connector, DayTransaction transaction, double flowedWh, DateTimeOffset next)
    {
        var (from, to) = (transaction.StartTime, EndOf(transaction));
        var mayMiss = connector.Welded.Touches(from, to + s_slack) || connector.MeterDead.Touches(to - s_meterGrace, to + s_slack) ||
            WasRecoveredBlindly(connector, transaction, next);
        var offWh = transaction.EnergyWh!.Value - flowedWh;
        var unmeteredWh = Changes(connector).Where(change => change.At >= from - s_slack && change.At <= next).Sum(_bench.MeterChanges.UnmeteredWh);
        Require(offWh <= ResolutionWh && (mayMiss || offWh >= -ResolutionWh - unmeteredWh) || connector.Welded.Touches(DateTimeOffset.MinValue, to), Text(
            $"connector {connector.Number}: {transaction} until {to:HH:mm:ss}, {flowedWh:F3} Wh flowed"));
    }

    private IEnumerable<MeterChange> Changes(ConnectorTrace connector) =>
        _bench.MeterChanges.All.Where(change => change.Connector == connector.Number);

    /// <summary>
    /// The end as physics saw it: what a power cut ended ran on from the last instant that was kept until the cut. The reason need not be the cut:
    /// a card may have asked for the end a moment before, while the contactor was still to open.
    /// </summary>
    private DateTimeOffset EndOf(DayTransaction transaction)
    {
        var stop = transaction.StopTime!.Value;
        var cut = _off.Intervals.Where(off => off.From >= stop).Select(off => off.From).FirstOrDefault();
        return cut != default && cut <= stop + s_progressInterval + s_slack ? cut : stop;
    }

    /// <summary>
    /// Whether the station that ended a transaction of before could not trust the meter: it did not answer in time, or the contactor was
    /// found welded. Then it reports what was last known (OCPP 1.6, 3.7), and the rest has to be flagged or alarmed.
    /// </summary>
    private bool WasRecoveredBlindly(ConnectorTrace connector, DayTransaction transaction, DateTimeOffset next) =>
        transaction.StopReason == nameof(Reason.PowerLoss) &&
        _off.Intervals.Any(off => off.From >= transaction.StopTime && off.To < next && off.To is { } boot &&
            (connector.Welded.Touches(boot, boot + s_openTimeout) || connector.MeterDead.Covers(boot + s_slack, boot + s_meterReady - s_slack)));

    /// <summary>Reported, flagged gap and alarmed energy are what flowed.</summary>
    private void JudgeSum(ConnectorTrace connector, List<DayTransaction> reported)
    {
        var count = reported.Count;
        var reportedWh = reported.Sum(transaction => transaction.EnergyWh!.Value);
        var flowedWh = _bench.FlowedWh(connector.Number);
        var unbilledWh = _unbilled.TotalWh(connector.Number);
        var offWh = reportedWh + unbilledWh - flowedWh;
        var resolutionWh = ResolutionWh * Math.Max(1, count);

        // A weld goes on while the station is off, and nobody raises an alarm.
        var mayMiss = connector.Welded.Intervals.Any(weld => _off.Touches(weld.From, weld.To ?? DateTimeOffset.MaxValue));
        var unmeteredWh = _bench.MeterChanges.UnmeteredWh(connector.Number);
        Require(offWh <= resolutionWh && (mayMiss || offWh >= -resolutionWh - unmeteredWh), Text(
            $"connector {connector.Number}: {reportedWh} Wh reported in {count} transactions, {unbilledWh} Wh flagged or alarmed, {flowedWh:F3} Wh flowed"));
    }

    /// <summary>A sample a minute, unless the meter did not answer or the station was away.</summary>
    private void JudgeSamples(ConnectorTrace connector, DayTransaction transaction)
    {
        var before = transaction.StartTime;
        foreach (var at in transaction.SampleTimes.Append(transaction.StopTime!.Value))
        {
            Require(at >= before, Text(
                $"connector {connector.Number}: {transaction} reports {at:HH:mm:ss.fff} after {before:HH:mm:ss.fff}"));
            var excused = connector.MeterDead.Touches(before, at) || _off.Touches(before, at);
            Require(excused || at - before <= s_sampleInterval + s_meterGrace, Text(
                $"connector {connector.Number}: {transaction} reports no sample between {before:HH:mm:ss} and {at:HH:mm:ss}"));
            before = at;
        }
    }

    private void JudgeStatuses(ConnectorTrace connector)
    {
        ReportedStatus? before = null;
        foreach (var sent in _statuses.Where(status => status.ConnectorId == connector.Number))
        {
            var at = sent.At;
            switch (sent.Status)
            {
                case "Charging":
                    Require(connector.Closed.Any(closed => closed.From <= at + s_slack && closed.To >= at - s_slack), Describe(sent, "with an open contactor"));
                    break;
                case "Available":
                    Require(!connector.Plugged.Covers(at - (3 * s_slack), at + s_slack) || IsBlind(connector, at), Describe(sent, "while plugged"));
                    break;
                case "Faulted" when before is { } last:
                    Require(connector.Faults.Any(fault => fault.Rule.Faults && IsFault(fault, last, at)), Describe(sent, "without a fault"));
                    break;
            }

            before = sent;
        }
    }

    /// <summary>Whether no station could see what is plugged in: it was just starting, or the pilot is lost.</summary>
    private bool IsBlind(ConnectorTrace connector, DateTimeOffset at) =>
        _off.Touches(at - (3 * s_slack), at + s_slack) ||
        connector.Faults.Any(fault => fault.Rule.Name == FaultRules.PilotShorted && fault.Present.Touches(at - (3 * s_slack), at + s_slack));

    /// <summary>Whether it was there since the status before; what is Faulted again or still needs no new fault.</summary>
    private static bool IsFault(FaultTimer fault, ReportedStatus before, DateTimeOffset at) =>
        before.Status == "Faulted" || fault.Present.Touches(before.At - TimeSpan.FromSeconds(30), at + s_slack);

    private static string Describe(ReportedStatus reported, string what) =>
        Text($"connector {reported.ConnectorId} was reported {reported.Status} at {reported.At:HH:mm:ss.fff} {what}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Require(bool holds, string what)
    {
        if (!holds)
        {
            _break(what);
        }
    }
}

/// <summary>A status as the central system received it, with the time it is said to hold from.</summary>
internal readonly record struct ReportedStatus(int ConnectorId, string Status, DateTimeOffset At);
