using System.Text.RegularExpressions;
using ChargerFirmware.Central.Ocpp16;
using ChargerFirmware.Central;
using ChargerFirmware.Central.Cli.Prompt;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Network;
using ChargerFirmware.Tests.Unit.CentralCli.Plugins;

namespace ChargerFirmware.Tests.Unit.CentralCli.Prompt;

/// <summary>A prompt in virtual time, whose charge points reach its central system by lines of their own.</summary>
internal sealed partial class PromptBench
{
    public PromptBench()
    {
        CentralSystem = new InProcessCentralSystem(new Csms(Loop, RandomSource.Seeded(3), [new Ocpp16Binding()], new CsmsOptions { ServesUnbootedStations = true }));
        Session = new PromptSession(new PromptSurroundings
        {
            Loop = Loop,
            Random = RandomSource.Seeded(1),
            Say = Lines.Add,
            Dialer = (_, identity) =>
            {
                var network = new VirtualNetwork(Loop, RandomSource.Seeded(2), identity) { Quality = new LineQuality { Latency = TimeSpan.Zero } };
                network.Accepted += (request, link) => CentralSystem.Csms.Accept(request.Identity, link, "127.0.0.1");
                Networks[identity] = network;
                return network;
            },
            StartCentralSystem = start =>
            {
                CentralSystem.Start = start;
                return Task.FromResult<ICentralSystem>(CentralSystem);
            },
            StartPlugin = words => words[0] == "none" ? throw new IOException("'none' cannot be started") : Plugin = new ScriptedPlugin(),
        });
    }

    public VirtualLoop Loop { get; } = new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));

    public PromptSession Session { get; }

    public InProcessCentralSystem CentralSystem { get; }

    public Dictionary<string, VirtualNetwork> Networks { get; } = [];

    /// <summary>The plugin that was started last.</summary>
    public ScriptedPlugin Plugin { get; private set; } = null!;

    /// <summary>All that was printed.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>Types lines, each a second after the one before.</summary>
    public PromptBench Type(params string[] lines)
    {
        foreach (var line in lines)
        {
            Loop.Run(() => Session.RunAsync(line));
            Loop.RunFor(TimeSpan.FromSeconds(1));
        }

        return this;
    }

    /// <summary>Types a line.</summary>
    /// <returns>What was printed because of it, without times and with message ids as <c>ID</c>.</returns>
    public string[] Answer(string line)
    {
        var before = Lines.Count;
        Type(line);
        return [.. Lines.Skip(before).Select(Plain)];
    }

    /// <summary>Why a line is refused. Nothing may have been sent.</summary>
    public string Refusal(string line)
    {
        var before = Session.Frames.Position;
        var message = Assert.Throws<PromptException>(() => Loop.Run(() => Session.RunAsync(line))).Message;
        Assert.Equal(before, Session.Frames.Position);
        return message;
    }

    public static string Plain(string line) => Ids().Replace(Stamp().Replace(line, ""), "\"ID\"");

    [GeneratedRegex(@"^\[[0-9: -]*\] ")]
    private static partial Regex Stamp();

    [GeneratedRegex("\"[0-9a-f]{8}-[0-9a-f-]{27}\"")]
    private static partial Regex Ids();
}
