using System.Globalization;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Bench.Scenarios;

/// <summary>
/// A virtual day on which drivers, central system, network and physics do as chance will have it and every fault of the table may
/// come, several at once; then an evening on which all is mended. Whatever happened, <see cref="Invariants"/> hold all the time,
/// every transaction is reported once, its energy is what flowed, and each connector charges again. One seed is one day.
/// </summary>
public sealed class RandomDay
{
    private static readonly string[] s_vehicles = ["saloon", "compact", "van", "grand", "city"];

    /// <summary>What an SD card takes for an fsync.</summary>
    private static readonly TimeSpan s_syncTime = TimeSpan.FromMilliseconds(8);

    private readonly Workbench _bench;
    private readonly Session _session;
    private readonly RandomSource _chance;
    private readonly DayFaults _faults;
    private readonly DayClocks _clocks;
    private readonly int _connectors;
    private int _refusals;

    private RandomDay(Workbench bench, ulong seed)
    {
        _bench = bench;
        _session = new Session(bench);
        _chance = RandomSource.Seeded(seed).Fork("day");
        _faults = new DayFaults(bench, _chance.Fork("faults"));
        _clocks = new DayClocks(_chance.Fork("clocks"));
        _connectors = bench.Site.Connectors.Count;
    }

    /// <summary>Lives through the day of one seed.</summary>
    /// <returns>Its transcript.</returns>
    /// <exception cref="BenchException">An invariant broke, or the evening's account is wrong; names the seed.</exception>
    public static IReadOnlyList<string> Run(ulong seed, BoardFile board, TimeSpan length, Action<Workbench>? prepare = null)
    {
        using var loop = new VirtualLoop(ScenarioRun.Beginning);
        Workbench? bench = null;
        loop.Run(async () =>
        {
            bench = new Workbench(new WorkbenchOptions
            {
                Loop = loop,
                Seed = seed,
                Board = board,
                Store = new MemoryStore(loop.Time, s_syncTime),
            });
            var invariants = new Invariants(bench);
            loop.Survives = bench.Survives;
            prepare?.Invoke(bench);
            bench.Start();
            var day = new RandomDay(bench, seed);
            try
            {
                await day.LiveAsync(length);
                await day.MendAsync();
                await day.ChargeAgainAsync();
                await day.AccountAsync();
                invariants.Check();
                ScenarioRun.RequireSoundCentralSystem($"seed {seed}", bench);
            }
            catch (BenchException broken)
            {
                throw new BenchException($"seed {seed}: {broken.Message}");
            }

            bench.Dispose();
        });
        return bench!.Transcript.Lines;
    }

    private async Task LiveAsync(TimeSpan length)
    {
        await _session.RunAsync($"tag {DayTags.Blocked} Blocked");
        await _session.RunAsync($"tag {DayTags.BlockedRemote} Blocked");
        await _session.RunAsync("tag 04A1B2C3 Accepted parent FAMILY");
        await _session.RunAsync("tag 04A1B2C4 Accepted parent FAMILY");
        var began = _bench.Loop.Time.GetTimestamp();
        while (_bench.Loop.Time.GetElapsedTime(began) < length)
        {
            await TryAsync(_clocks.Draw() ?? Draw());
            var pause = _chance.Next(0, 4) == 0 ? _chance.Next(1, 5_000) : _chance.Next(5_000, 600_000);
            await Task.Delay(TimeSpan.FromMilliseconds(pause), _bench.Loop.Time);
        }
    }

    /// <summary>What happens next. Drivers come most often.</summary>
    private string Draw()
    {
        var connector = _chance.Next(1, _connectors + 1);
        var tag = DayTags.Shown[_chance.Next(0, DayTags.Shown.Count)];
        var text = _chance.Next(0, 100) switch
        {
            < 20 => $"plug {connector} {s_vehicles[_chance.Next(0, s_vehicles.Length)]} soc {_chance.Next(5, 95)}",
            < 40 => $"swipe {connector} {tag}",
            < 52 => $"unplug {connector}",
            < 55 => $"unplug {connector} vehicle",
            < 60 => $"remote-start {connector} {(tag == DayTags.Blocked ? DayTags.BlockedRemote : tag)}",
            < 63 => $"remote-stop {_chance.Next(1, 40)}",
            < 66 => $"ev {connector} {(_chance.Next(0, 2) == 0 ? "suspend" : "resume")}",
            < 68 => $"ev {connector} stop",
            < 71 => "link cut",
            < 72 => "link half-open",
            < 76 => "link restore",
            < 77 => "power cycle",
            < 79 => $"reset {(_chance.Next(0, 2) == 0 ? "Soft" : "Hard")}",
            < 89 => _faults.Draw(),
            < 91 => _faults.DrawMending(),
            < 94 => "acknowledge",
            < 95 => $"service clear-weld {connector}",
            < 96 => $"call UnlockConnector {{\"connectorId\":{connector}}}",
            < 97 => "drop-answer StartTransaction",
            < 98 => Refuse(),
            < 99 => _chance.Next(0, 3) switch
            {
                0 => "stall 2m",
                1 => string.Create(CultureInfo.InvariantCulture, $"burst {_chance.Next(100, 4_000)}"),
                _ => _faults.DrawRegister(),
            },
            _ => $"call ChangeAvailability {{\"connectorId\":{connector},\"type\":\"{(_chance.Next(0, 3) == 0 ? "Inoperative" : "Operative")}\"}}",
        };
        return text;
    }

    /// <summary>Twice a day at most: three refusals may meet one message, and then it is given up by the standard's own rule.</summary>
    private string Refuse() => _refusals++ < 2 ? "fail StopTransaction 1" : "status";

    /// <summary>All that is broken is mended as the table says: repaired, unplugged, acknowledged, cleared by service, restarted.</summary>
    private async Task MendAsync()
    {
        for (var place = 0; place <= _connectors; place++)
        {
            _bench.Faults.ClearAll(place);
        }

        await TryAsync("link restore");
        await TryAsync("resume");
        await TryAsync("central-clock ahead 0s");
        await TryAsync("clock ahead 0s");
        _bench.Network!.ForgetPlans();
        _bench.CentralSystem.Behaviour.Clear();
        await Task.Delay(TimeSpan.FromMinutes(20), _bench.Loop.Time);
        await TryAsync("acknowledge");
        await EachAsync("unplug {0}", TimeSpan.FromMinutes(5));
        await EachAsync("service clear-weld {0}", TimeSpan.FromMinutes(1));
        await _session.RunAsync("expect link Operational within 10m");

        // A bolt that jammed half-way reads as unlocked: somebody calls the hotline.
        await EachAsync("call UnlockConnector {{\"connectorId\":{0}}}", TimeSpan.FromSeconds(10));
        await EachAsync("unplug {0}", TimeSpan.FromMinutes(1));
        await TryAsync("reset Soft");
        await Task.Delay(TimeSpan.FromMinutes(2), _bench.Loop.Time);
        await _session.RunAsync("expect link Operational within 10m");
        await EachAsync("call ChangeAvailability {{\"connectorId\":{0},\"type\":\"Operative\"}}", TimeSpan.FromMinutes(2));
        await ExpectAvailableAsync();
    }

    /// <summary>Nothing is left of the day: each connector is reported Available and charges once more.</summary>
    private async Task ChargeAgainAsync()
    {
        for (var connector = 1; connector <= _connectors; connector++)
        {
            _session.Connector = connector;
            foreach (var line in new[]
            {
                "plug", "wait 5s", "swipe app:ada", "expect status Charging within 90s", "wait 2m", "swipe app:ada",
                "expect status Finishing within 30s", "wait 5s", "unplug", "wait 10s",
            })
            {
                _bench.Transcript.Add($"> {line}");
                await _session.RunAsync(line);
            }
        }

        await ExpectAvailableAsync();
    }

    private async Task ExpectAvailableAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(30), _bench.Loop.Time);
        for (var connector = 0; connector <= _connectors; connector++)
        {
            var reported = _bench.AtCentralSystem().Connector(connector)!;
            if (reported is not { Status: "Available", ErrorCode: "NoError" })
            {
                throw new ExpectationException($"all is mended and unplugged, and connector {connector} is reported {reported.Status} {reported.ErrorCode}");
            }
        }
    }

    private async Task EachAsync(string line, TimeSpan pause)
    {
        for (var connector = 1; connector <= _connectors; connector++)
        {
            await TryAsync(string.Format(CultureInfo.InvariantCulture, line, connector));
        }

        await Task.Delay(pause, _bench.Loop.Time);
    }

    private async Task AccountAsync()
    {
        var open = _bench.Csms!.Sessions.All.Where(transaction => transaction.IsRunning).ToList();
        if (open.Count > 0 || _bench.Protocol.QueueDepth > 0)
        {
            throw new ExpectationException(
                $"{open.Count} transactions were never stopped ({string.Join(", ", open)}), {_bench.Protocol.QueueDepth} messages wait");
        }

        await _session.RunAsync("expect violations none");
    }

    /// <summary>What cannot be done on that day is not done: nobody plugs a second car in.</summary>
    private async Task TryAsync(string line)
    {
        _bench.Transcript.Add($"> {line}");
        try
        {
            await _session.RunAsync(line);
        }
        catch (BenchException refusal) when (refusal is not ExpectationException)
        {
            _bench.Transcript.Add($"  {refusal.Message}");
        }
    }
}
