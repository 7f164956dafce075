using System.Text.Json;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Bench.Mqtt;
using ChargerFirmware.Bench.Scenarios;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Telemetry.Mqtt.Configuration;
using ChargerFirmware.Telemetry.Mqtt.Connection;

namespace ChargerFirmware.Tests.Scenarios.Telemetry;

/// <summary>A station that publishes to a broker of a certain behaviour, in virtual time.</summary>
internal sealed class MqttStory
{
    public const string Root = "charger/EMU-0001";

    private readonly Session _session;

    private MqttStory(Workbench bench, VirtualBroker broker)
    {
        Bench = bench;
        Broker = broker;
        _session = new Session(bench);
    }

    public static MqttSettings Settings { get; } = new()
    {
        Host = "broker",
        Port = 1883,
        Commands = CommandVerbs.All.ToHashSet(),
    };

    public Workbench Bench { get; }

    public VirtualBroker Broker { get; }

    /// <param name="wrap">What stands between station and broker.</param>
    /// <param name="prepare">How the broker is before the station begins.</param>
    /// <returns>The transcript: what the station did.</returns>
    public static IReadOnlyList<string> Run(
        Func<MqttStory, Task> story, MqttSettings? settings = null, IStationStore? store = null, Func<IBroker, IBroker>? wrap = null,
        Action<VirtualBroker>? prepare = null)
    {
        using var loop = new VirtualLoop(ScenarioRun.Beginning);
        Workbench? bench = null;
        loop.Run(async () =>
        {
            var broker = new VirtualBroker(loop);
            prepare?.Invoke(broker);
            using var made = bench = new Workbench(new WorkbenchOptions
            {
                Loop = loop,
                Board = Boards.Load("emulated"),
                Store = store ?? new MemoryStore(),
                Mqtt = settings ?? Settings,
                Broker = (_, _, _) => wrap is null ? broker.Open() : wrap(broker.Open()),
            });
            loop.Survives = bench.Survives;
            bench.Start();
            var running = new MqttStory(bench, broker);
            await running.RunAsync("expect link Operational within 60s\nwait 5s");
            await story(running);
        });
        return bench!.Transcript.Lines;
    }

    public async Task RunAsync(string lines)
    {
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            await _session.RunAsync(line);
        }
    }

    /// <summary>The object that the broker retains on a topic below the station.</summary>
    public JsonElement Retained(string topic) => JsonElement.Parse(Broker.Retained[$"{Root}/{topic}"]);

    /// <summary>The objects that the broker took on a topic below the station.</summary>
    public IReadOnlyList<JsonElement> On(string topic) => [.. Broker.On($"{Root}/{topic}").Select(text => JsonElement.Parse(text))];

    /// <summary>Begins and ends as they were published, each once, however often the broker heard of it.</summary>
    public IReadOnlyList<string> Transactions(int connector) =>
        [.. On($"connector/{connector}/event/transaction").DistinctBy(message => message.Text("id"))
            .Select(message => $"{message.GetProperty("transaction")} {message.Text("event")}")];

    /// <summary>Commands something and waits for the answer.</summary>
    public async Task<JsonElement> CommandAsync(string topic, string payload, bool retained = false)
    {
        var before = On("result").Count;
        Broker.Send($"{Root}/{topic}", payload, retained);
        await Bench.UntilAsync(() => On("result").Count > before, TimeSpan.FromSeconds(10));
        return On("result")[before];
    }
}
