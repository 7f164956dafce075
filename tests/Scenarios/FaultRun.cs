using System.Globalization;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Bench.Scenarios;
using ChargerFirmware.Central.Records;
using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>Carries out one row of the fault table on a bench of its own, and compares what the outside sees with what it says.</summary>
internal sealed class FaultRun
{
    private const string Tag = "04A1B2C3";

    private readonly FaultRow _row;
    private readonly Workbench _bench;
    private readonly Session _session;
    private TimeSpan? _opened;
    private int _mark;

    private FaultRun(FaultRow row, Workbench bench)
    {
        _row = row;
        _bench = bench;
        _session = new Session(bench) { Connector = row.Connector };
        var contactor = bench.Physical(row.Connector).Contactor;
        contactor.Changed += () => _opened = contactor.MainsClosed ? null : _opened ?? Now;
    }

    private TimeSpan Now => ((VirtualLoop)_bench.Loop).Elapsed;

    private int Place => _row.OfStation ? 0 : _row.Connector;

    private string ErrorCode => _row.ErrorCode.Split('/')[0];

    private string? VendorErrorCode => _row.ErrorCode.Split('/') is [_, var vendor] ? vendor : null;

    private IReadOnlyList<SessionRecord> Transactions => [.. _bench.Csms!.Sessions.Of(_bench.StationId)];

    /// <summary>How long a contactor may stay closed once the fault is seen; null: it stays closed.</summary>
    private double? OpensSeconds => (_row.Class, _row.Connector) switch
    {
        ("StopNow", _) => 0.1,
        ("Stop" or "End", 1) => 6.1,
        ("Stop" or "End", _) => 1.1,
        _ => null,
    };

    /// <exception cref="BenchException">It did not go as the row says.</exception>
    public static void Run(FaultRow row, Action<Workbench>? plant = null)
    {
        using var loop = new VirtualLoop(ScenarioRun.Beginning);
        loop.Run(async () =>
        {
            using var bench = new Workbench(new WorkbenchOptions { Loop = loop, Board = Boards.Load("emulated") });
            loop.Survives = bench.Survives;
            plant?.Invoke(bench);
            bench.Start();
            await new FaultRun(row, bench).RunAsync();
        });
    }

    private async Task RunAsync()
    {
        await RunAsync("expect link Operational within 60s\nwait 5s");
        await PrepareAsync();
        _mark = _bench.Frames.Position;
        _opened = null;
        var began = Now;
        await RunAsync($"fault {Place} {_row.Name}");
        await RunAsync(_row.Reveal);
        await ExpectReportedAsync(began);
        await ExpectTransactionAsync();
        ExpectContactor(began);
        await RecoverAsync();
        await EndAsync();
    }

    private async Task PrepareAsync()
    {
        switch (_row.Situation)
        {
            case "Plugged":
                await RunAsync("plug\nwait 20s");
                break;
            case "Charging":
                await RunAsync($"plug\nswipe {Tag}\nexpect status Charging within 60s\nwait 40s");
                break;
        }
    }

    private async Task ExpectReportedAsync(TimeSpan began)
    {
        var vendor = VendorErrorCode is null ? "" : $" vendorErrorCode={VendorErrorCode}";

        // The transaction ends first: only then the connector is Faulted.
        var within = TimeSpan.FromSeconds(_row.Seen + 10) + (Now - began);
        var zero = _row.OfStation && _row.Class is "StopNow" or "Stop" ? "Faulted" : "Available";
        _session.FramePosition = _mark;
        if (_row.OfStation)
        {
            await ExpectAsync($"sent StatusNotification connectorId=0 status={zero} errorCode={ErrorCode}{vendor}", within);
        }

        if (!_row.OfStation || zero == "Faulted")
        {
            _session.FramePosition = _mark;
            await ExpectAsync($"sent StatusNotification connectorId={_row.Connector} status={_row.Status} errorCode={ErrorCode}{vendor}", within);
        }

        await ExpectAsync($"status {_row.Status}", TimeSpan.FromSeconds(1));
    }

    private async Task ExpectTransactionAsync()
    {
        if (_row.StopReason is { } reason)
        {
            await _bench.UntilAsync(() => Transactions is [.., { IsRunning: false }], TimeSpan.FromSeconds(30));
            Require(Transactions is [.., { } last] && $"{last.StopReason}" == reason, $"stop reason {reason}, found {Describe(Transactions)}");
        }
        else
        {
            await RunAsync("wait 15s");
            var running = Transactions.Count(transaction => transaction.IsRunning);
            Require(running == (_row.Situation == "Charging" ? 1 : 0), $"the transaction to go on or none to begin, found {Describe(Transactions)}");
        }
    }

    private void ExpectContactor(TimeSpan began)
    {
        var closed = _bench.Physical(_row.Connector).Contactor.MainsClosed;
        if (_row.Situation != "Charging" || _row.Reveal.Length > 0)
        {
            return;
        }

        if (OpensSeconds is { } seconds)
        {
            var took = (_opened - began)?.TotalSeconds;
            Require(took <= _row.Seen + seconds, $"an open contactor within {_row.Seen + seconds} s, found {took?.ToString(CultureInfo.InvariantCulture) ?? "closed"}");
        }
        else
        {
            Require(closed, "the contactor to stay closed, found it open");
        }
    }

    private async Task RecoverAsync()
    {
        foreach (var line in _row.Recovery.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split(' ', 2);
            switch (words[0])
            {
                case "clear" when words.Length == 1:
                    await RunAsync($"clear {Place} {_row.Name}");
                    break;
                case "still":
                    var lost = await _bench.UntilAsync(() => !IsReported(), Seconds(words[1]));
                    Require(!lost, $"{ErrorCode} for {words[1]} s more, and it is gone");
                    break;
                case "gone":
                    Require(await _bench.UntilAsync(() => !IsReported(), Seconds(words[1])), $"{ErrorCode} to go within {words[1]} s, and it is there");
                    break;
                case "refused":
                    await Assert.ThrowsAnyAsync<BenchException>(() => RunAsync(words[1]));
                    break;
                default:
                    await RunAsync(line);
                    break;
            }
        }

        await ExpectAsync($"status {_row.After}", TimeSpan.FromSeconds(15));
    }

    /// <summary>Ends what still runs, and settles the energy: reported, flagged gap and alarmed energy are what flowed.</summary>
    private async Task EndAsync()
    {
        if (_row.Situation == "Charging" && _row.StopReason is null)
        {
            await RunAsync($"swipe {Tag}");
        }

        await _bench.UntilAsync(() => Transactions.All(transaction => !transaction.IsRunning), TimeSpan.FromSeconds(60));
        await RunAsync("wait 15s");
        var reported = Transactions.Sum(transaction => transaction.EnergyWh ?? 0);
        var unbilled = _bench.Connector(_row.Connector).UnbilledEnergy;
        var flowed = _bench.FlowedWh(_row.Connector);
        var sum = reported + unbilled.GapWh + unbilled.AlarmedWh;
        var unmetered = _bench.MeterChanges.UnmeteredWh(_row.Connector);
        var resolution = 1.1 * Math.Max(1, Transactions.Count);
        Require(sum <= flowed + resolution && sum >= flowed - unmetered - resolution, string.Create(
            CultureInfo.InvariantCulture, $"{flowed:F2} Wh that flowed, found {reported} reported, {unbilled.GapWh} in a gap, {unbilled.AlarmedWh} alarmed"));
        await RunAsync("expect violations none");
    }

    private bool IsReported()
    {
        var report = _row.OfStation ? _bench.Station.LastReport : _bench.Connector(_row.Connector).LastReport;
        return report?.ErrorCode.ToString() == ErrorCode && report.VendorErrorCode == VendorErrorCode;
    }

    private async Task RunAsync(string lines)
    {
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                await _session.RunAsync(line);
            }
            catch (BenchException refusal)
            {
                throw new BenchException($"{_row}: {line}: {refusal.Message}");
            }
        }
    }

    private Task ExpectAsync(string what, TimeSpan within) =>
        RunAsync(string.Create(CultureInfo.InvariantCulture, $"expect {what} within {within.TotalMilliseconds:F0}ms"));

    private void Require(bool holds, string expected)
    {
        if (!holds)
        {
            throw new ExpectationException($"{_row}: expected {expected}; {_bench.Connector(_row.Connector).Status}");
        }
    }

    private static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture));

    private static string Describe(IReadOnlyList<SessionRecord> transactions) =>
        transactions.Count == 0 ? "none" : string.Join("; ", transactions.Select(transaction => $"{transaction} {transaction.StopReason}"));
}
