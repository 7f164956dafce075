using System.Globalization;
using System.Text;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Scenarios;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Protocol.Link;
using ChargerFirmware.Tests.Scenarios.Fuzz;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>What a central system does to a link by its settings, and what the station says first on one.</summary>
public sealed class LinkTests
{
    [Fact]
    public void A_key_that_is_given_the_value_it_has_does_nothing() => Story.Run(async story =>
    {
        var configuration = story.Bench.Protocol.Configuration;
        var changed = new List<string>();
        var commits = 0;
        configuration.Changed += key => changed.Add(key.Name);
        story.Bench.Station.Settings.Changed += () => changed.Add("a setting");
        story.Bench.Composed!.Sources.Store.Committed += (_, _) => commits++;
        foreach (var key in configuration.All.Where(key => !key.IsReadOnly))
        {
            foreach (var spelling in Spellings(configuration.Read(key) ?? ""))
            {
                Assert.True(await configuration.TrySetAsync(key, spelling), $"{key.Name} = '{spelling}'");
            }
        }

        Assert.Empty(changed);
        Assert.Equal(0, commits);
    });

    [Theory]
    [InlineData("WebSocketPingInterval", "60")]
    [InlineData("HeartbeatInterval", "61")]
    [InlineData("MessageTimeout", "20")]
    [InlineData("BootNotificationOnReconnect", "true")]
    public void No_setting_costs_the_link(string key, string value) => Story.Run(async story =>
    {
        var ended = 0;
        story.Bench.Protocol.Link.StateChanged += state => ended += state == LinkState.Operational ? 0 : 1;

        await story.RunAsync($"set {key} {value}\nexpect answer ChangeConfiguration status=Accepted\nwait 2m");

        Assert.Equal(0, ended);
    });

    [Fact]
    public void A_status_that_arises_while_operation_begins_is_reported_once() => Story.Run(async story =>
    {
        var bench = story.Bench;
        await story.RunAsync("set BootNotificationOnReconnect true\nlink cut\nwait 5s");
        bench.Protocol.Link.StateChanged += state =>
        {
            if (state == LinkState.Operational)
            {
                bench.Loop.Post(() =>
                {
                    bench.Station.Faults.Raise(KnownFaults.ResetFailing);
                    bench.Station.Evaluate();
                });
            }
        };
        var from = bench.Frames.Position;
        await story.RunAsync("link restore\nexpect link Operational within 2m\nwait 5s");

        var reported = bench.Frames.From(from).Where(entry => entry.Frame is { Action: "StatusNotification", Kind: "call" })
            .Select(entry => entry.Frame.Payload.GetProperty("connectorId").GetInt32()).ToList();
        Assert.Equal([0, 1, 2], reported);
    });

    [Fact]
    public void After_a_reset_the_first_dial_waits_for_the_back_off() => Story.Run(async story =>
    {
        var bench = story.Bench;
        var dials = new List<TimeSpan>();
        var resetAt = TimeSpan.Zero;
        var began = bench.Loop.Time.GetTimestamp();
        bench.Stopping += () => resetAt = bench.Loop.Time.GetElapsedTime(began);
        bench.Dials.Added += _ => dials.Add(bench.Loop.Time.GetElapsedTime(began));

        await story.RunAsync("reset Hard\nexpect link Disconnected within 60s\nexpect link Operational within 60s");

        Assert.InRange((Assert.Single(dials) - resetAt).TotalSeconds, 3, 13.5);
    });

    [Fact]
    public void Of_a_burst_few_lines_are_logged_and_the_others_counted()
    {
        var log = new RecordedLog();
        using var loop = new VirtualLoop(ScenarioRun.Beginning);
        var line = new FuzzLine(loop);
        using var bench = loop.Run(() => Task.FromResult(new Workbench(
            new WorkbenchOptions { Loop = loop, Board = Boards.Load("emulated"), Dialer = line, Logging = log })));
        loop.Run(bench.Start);
        loop.RunFor(TimeSpan.FromSeconds(5));

        for (var number = 0; number < 1000; number++)
        {
            var frame = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""[3,"nobody-{{number}}",{}]"""));
            loop.Run(() => line.Deliver(frame));
        }

        loop.RunFor(TimeSpan.FromMinutes(2));
        loop.Run(bench.Dispose);

        Assert.Equal(20, log.Lines.Count(text => text.StartsWith("ForeignAnswer", StringComparison.Ordinal)));
        Assert.Single(log.Lines, text => text.StartsWith("980 more lines", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Spellings(string value) =>
        bool.TryParse(value, out _) ? [value, value.ToUpperInvariant(), value.ToLowerInvariant()]
        : value.Length > 0 && value.All(char.IsAsciiDigit) ? [value, "0" + value]
        : [value];
}
