using System.Globalization;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Bench.Scenarios;

/// <summary>
/// A virtual day on which drivers, central system, network and physics do as chance will have it, then an evening on which all
/// is mended. Whatever happened, <see cref="Invariants"/> hold all the time, and in the end every transaction is told once
/// and its energy is what flowed. One seed is one day.
/// </summary>
public sealed class RandomDay
{
    private static readonly string[] s_tags = ["04A1B2C3", "04A1B2C4", "04A1B2C3D4E5F6", "04DEAD01", "app:ada"];
    private static readonly string[] s_vehicles = ["saloon", "compact", "van", "grand", "city"];

    private readonly Workbench _bench;
    private readonly Session _session;
    private readonly Entropy _chance;
    private readonly int _connectors;
    private int _refusals;

    private RandomDay(Workbench bench, ulong seed)
    {
        _bench = bench;
        _session = new Session(bench);
        _chance = Entropy.Seeded(seed).Fork("day");
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
            bench = new Workbench(new WorkbenchOptions { Loop = loop, Seed = seed, Board = board });
            var invariants = new Invariants(bench);
            prepare?.Invoke(bench);
            bench.Start();
            var day = new RandomDay(bench, seed);
            try
            {
                await day.LiveAsync(length);
                await day.MendAsync();
                await day.AccountAsync();
                invariants.Check();
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
        await _session.RunAsync("tag 04DEAD01 Blocked");
        await _session.RunAsync("tag 04A1B2C3 Accepted parent FAMILY");
        await _session.RunAsync("tag 04A1B2C4 Accepted parent FAMILY");
        var began = _bench.Loop.Time.GetTimestamp();
        while (_bench.Loop.Time.GetElapsedTime(began) < length)
        {
            await TryAsync(Draw());
            var pause = _chance.Next(0, 4) == 0 ? _chance.Next(1, 5_000) : _chance.Next(5_000, 600_000);
            await Task.Delay(TimeSpan.FromMilliseconds(pause), _bench.Loop.Time);
        }
    }

    /// <summary>What happens next. Drivers come most often.</summary>
    private string Draw()
    {
        var connector = _chance.Next(1, _connectors + 1);
        var tag = s_tags[_chance.Next(0, s_tags.Length)];
        var text = _chance.Next(0, 100) switch
        {
            < 22 => $"plug {connector} {s_vehicles[_chance.Next(0, s_vehicles.Length)]} soc {_chance.Next(5, 95)}",
            < 44 => $"swipe {connector} {tag}",
            < 58 => $"unplug {connector}",
            < 62 => $"unplug {connector} vehicle",
            < 67 => $"remote-start {connector} {tag}",
            < 71 => $"remote-stop {_chance.Next(1, 40)}",
            < 75 => $"ev {connector} {(_chance.Next(0, 2) == 0 ? "suspend" : "resume")}",
            < 77 => $"ev {connector} stop",
            < 80 => "link cut",
            < 81 => "link half-open",
            < 88 => "link restore",
            < 89 => $"reset {(_chance.Next(0, 2) == 0 ? "Soft" : "Hard")}",
            < 90 => "emergency-stop press",
            < 92 => "emergency-stop release",
            < 94 => "emergency-stop acknowledge",
            < 95 => $"door {(_chance.Next(0, 2) == 0 ? "open" : "close")}",
            < 96 => $"call UnlockConnector {{\"connectorId\":{connector}}}",
            < 97 => "drop-answer StartTransaction",
            < 98 => Refuse(),
            < 99 => "stall 2m",
            _ => $"call ChangeAvailability {{\"connectorId\":{connector},\"type\":\"{(_chance.Next(0, 3) == 0 ? "Inoperative" : "Operative")}\"}}",
        };
        return text;
    }

    /// <summary>Twice a day at most: three refusals may meet one message, and then it is given up by the standard's own rule.</summary>
    private string Refuse() => _refusals++ < 2 ? "fail StopTransaction 1" : "status";

    private async Task MendAsync()
    {
        foreach (var line in new[] { "link restore", "resume", "door close", "emergency-stop release", "emergency-stop acknowledge" })
        {
            await TryAsync(line);
        }

        await Task.Delay(TimeSpan.FromMinutes(20), _bench.Loop.Time);
        for (var connector = 1; connector <= _connectors; connector++)
        {
            await TryAsync(string.Create(CultureInfo.InvariantCulture, $"unplug {connector}"));
        }

        await Task.Delay(TimeSpan.FromMinutes(10), _bench.Loop.Time);
    }

    private async Task AccountAsync()
    {
        await _session.RunAsync("expect link Operational within 10m");
        var open = _bench.Csms!.Transactions.All.Where(transaction => transaction.IsRunning).ToList();
        if (open.Count > 0 || _bench.Protocol.QueueDepth > 0)
        {
            throw new ExpectationException(
                $"{open.Count} transactions were never stopped ({string.Join(", ", open)}), {_bench.Protocol.QueueDepth} messages wait");
        }

        await _session.RunAsync("expect energy told = energy flowed");
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
