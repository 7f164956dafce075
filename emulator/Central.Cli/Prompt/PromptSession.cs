using System.Globalization;
using System.Text.Json;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Central.Cli.Plugins;
using ChargerFirmware.Ocpp.Frames;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>
/// A prompt: carries lines out and says what happens, a line each. There is one central system at most and any number of charge points. Used on the
/// loop of its surroundings.
/// </summary>
internal sealed class PromptSession
{
    private readonly Dictionary<(bool IsOfCentralSystem, string Station), long> _lastTransactions = [];
    private readonly Dictionary<string, PromptCommand> _commands;
    private readonly CallCommands _calls;
    private readonly BoardCommands _boards;

    public PromptSession(PromptSurroundings surroundings)
    {
        ArgumentNullException.ThrowIfNull(surroundings);
        Surroundings = surroundings;
        Plugins = new PluginSet(surroundings.Loop.Time, Say);
        _calls = new CallCommands(this);
        _boards = new BoardCommands(this);
        PromptCommand[] commands =
        [
            .. new StartCommands(this, _boards).All, .. _calls.All, .. new SetCommands(this).All, .. new PluginCommands(this).All, .. _boards.All,
            new PromptCommand("help", "[command]", "list the commands, or the arguments of one", HelpAsync),
            new PromptCommand("quit", "", "exit the program (also: exit)", QuitAsync),
        ];
        _commands = commands.ToDictionary(command => command.Name, StringComparer.Ordinal);
        Frames.Added += OnFrame;
    }

    public PromptSurroundings Surroundings { get; }

    /// <summary>What both sides have sent and received.</summary>
    public FrameJournal Frames { get; } = new();

    /// <summary>Asked before a charge point of this process answers, and before the central system does where it takes their hook.</summary>
    public PluginSet Plugins { get; }

    /// <summary>Null while none is running.</summary>
    public ICentralSystem? CentralSystem { get; private set; }

    /// <summary>The charge points of this process, in order of their start.</summary>
    public List<PromptChargePoint> ChargePoints { get; } = [];

    /// <summary>Those that are whole stations on emulated boards.</summary>
    public List<BoardChargePoint> Boards { get; } = [];

    /// <summary>Something has connected or disconnected.</summary>
    public event Action? ConnectionsChanged;

    /// <summary>Somebody typed <c>quit</c>.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>The commands that are no actions, in order of their names.</summary>
    public IEnumerable<PromptCommand> Commands => _commands.Values.OrderBy(command => command.Name, StringComparer.Ordinal);

    /// <summary>Takes a central system that is running.</summary>
    public void Attach(ICentralSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        CentralSystem = system;
        system.Csms.Layers.Add(new PluginLayer(Plugins.Hook("cs")));
        system.Csms.MessageTraced += message => Frames.Add(new PromptFrame(
            message.Time, IsOfCentralSystem: true, message.Station, message.Direction == FrameDirection.Sent, message.Type, message.Action, message.Payload,
            message.Frame));
        system.Csms.StationConnected += station =>
        {
            var address = station.ConnectedFrom is { } known ? $" from {known}" : "";
            Say($"cs: ChargePoint #{station.Identity} connected{address}.");
            ConnectionsChanged?.Invoke();
        };
        system.Csms.StationDisconnected += (station, closed) =>
        {
            Say($"cs: ChargePoint #{station.Identity} disconnected: {closed.Description}");
            ConnectionsChanged?.Invoke();
        };
        Say("CentralSystem started.");
        if (system.Port is { } port)
        {
            Say(string.Create(CultureInfo.InvariantCulture, $"cs: Server is listening on port {port}"));
        }
    }

    /// <summary>Lets go of the central system.</summary>
    public async Task DetachAsync()
    {
        if (CentralSystem is { } system)
        {
            CentralSystem = null;
            await system.StopAsync();
            Say("CentralSystem stopped.");
        }
    }

    /// <summary>Ends the charge points and the central system.</summary>
    public async Task StopAsync()
    {
        await Task.WhenAll(Boards.ToArray().Select(_boards.StopAsync));
        ChargePoints.ForEach(point => point.Stop());
        Plugins.Clear();
        await DetachAsync();
    }

    /// <summary>Carries a line out.</summary>
    /// <returns>The call it has made, which may not be answered yet; null where it makes none.</returns>
    /// <exception cref="PromptException">It is refused; nothing was sent.</exception>
    public Task<PromptCall?> RunAsync(string line) => RunAsync(PromptLine.Parse(line));

    /// <summary>As <see cref="RunAsync(string)"/>, with words that a shell has cut.</summary>
    /// <exception cref="PromptException">It is refused; nothing was sent.</exception>
    public Task<PromptCall?> RunAsync(IReadOnlyList<string> words) => RunAsync(PromptLine.Of(words));

    /// <summary>Prints a line with the time before it.</summary>
    public void Say(string text) => Surroundings.Say(
        string.Create(CultureInfo.InvariantCulture, $"[{Surroundings.Loop.Time.GetLocalNow():yyyy-MM-dd HH:mm:ss}] {text}"));

    /// <summary>Prints a line as it is.</summary>
    public void Print(string text) => Surroundings.Say(text);

    /// <summary>The id of the transaction that was started last there, as far as frames have shown.</summary>
    public long? LastTransactionOf(bool isOfCentralSystem, string station) =>
        _lastTransactions.TryGetValue((isOfCentralSystem, station), out var id) ? id : null;

    /// <summary>Says words of the bench to the board that is there.</summary>
    /// <exception cref="PromptException">It refuses them, or what they expect has not come.</exception>
    public Task SayToBoardAsync(string words) => _boards.SayAsync(null, words);

    internal void RaiseConnectionsChanged() => ConnectionsChanged?.Invoke();

    private async Task<PromptCall?> RunAsync(PromptLine? line)
    {
        if (line is null)
        {
            return null;
        }

        var name = line.Command == "exit" ? "quit" : line.Command;
        if (_commands.TryGetValue(name, out var command))
        {
            return Watched(await command.RunAsync(line));
        }

        if (ActionWords.Find(line.Command, out var side) is { } action)
        {
            return Watched(_calls.Call(line, action, side));
        }

        if (Boards.Count > 0)
        {
            var id = line.TakeOption("--id");
            await _boards.SayAsync(id, string.Join(' ', [line.Command, .. line.TakeRest()]));
            return null;
        }

        throw new PromptException(
            $"'{Quoted.Short(line.Command)}' is no command{Spelling.DidYouMean(line.Command, _commands.Keys.Concat(ActionWords.All))}; 'help' lists them");
    }

    /// <summary>Frames show every answer; that there is none, nothing else shows.</summary>
    private PromptCall? Watched(PromptCall? call)
    {
        if (call is not null)
        {
            Surroundings.Loop.Start(async () =>
            {
                var outcome = await call.Outcome;
                if (outcome is not CallOutcome.Result)
                {
                    Say($"{call.Who}: {call.Describe(outcome)}");
                }
            });
        }

        return call;
    }

    private void OnFrame(PromptFrame frame)
    {
        Say(frame.ToString());
        if (frame is { Type: FrameType.CallResult, Action: "StartTransaction" } && TransactionIdOf(frame.Payload) is { } id)
        {
            _lastTransactions[(frame.IsOfCentralSystem, frame.Station)] = id;
        }
    }

    private static long? TransactionIdOf(ReadOnlyMemory<byte> payload)
    {
        using var json = JsonDocument.Parse(payload);
        return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("transactionId", out var id)
            && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number) ? number : null;
    }

    private Task<PromptCall?> HelpAsync(PromptLine line)
    {
        var command = line.TryTakeWord();
        line.End();
        Print(command is null ? PromptHelp.Overview(Commands) : PromptHelp.Of(command, Commands));
        return Task.FromResult<PromptCall?>(null);
    }

    private Task<PromptCall?> QuitAsync(PromptLine line)
    {
        line.End();
        IsEnded = true;
        return Task.FromResult<PromptCall?>(null);
    }
}
