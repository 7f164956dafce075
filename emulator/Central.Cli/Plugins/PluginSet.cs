using ChargerFirmware.Ocpp;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central.Cli.Plugins;

/// <summary>The plugins in order of their coming. Each call goes by all of them; the first that decides has decided. Used on the loop.</summary>
/// <param name="time">The loop's.</param>
/// <param name="say">Prints a line.</param>
internal sealed class PluginSet(TimeProvider time, Action<string> say)
{
    private readonly List<Plugin> _plugins = [];

    /// <summary>How long a plugin has for an answer.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(1);

    public IReadOnlyList<string> Names => [.. _plugins.Select(plugin => plugin.Name)];

    /// <summary>Where the calls of one side go by: <c>cs</c> for what the central system is asked, <c>cp</c> for what a charge point is asked.</summary>
    public ICallHook Hook(string side) => new SideHook(this, side);

    /// <summary>Takes a plugin in; it may go again by itself.</summary>
    /// <exception cref="ArgumentException">There is one of that name.</exception>
    public void Add(string name, IPluginProcess process)
    {
        if (_plugins.Exists(plugin => plugin.Name == name))
        {
            throw new ArgumentException($"there is a plugin '{name}' already", nameof(name));
        }

        var plugin = new Plugin(name, process, time, TimeLimit, say);
        plugin.GivenUp += () => _plugins.Remove(plugin);
        _plugins.Add(plugin);
    }

    /// <summary>Ends a plugin.</summary>
    /// <returns>False where there is none of that name.</returns>
    public bool Remove(string name)
    {
        var plugin = _plugins.Find(plugin => plugin.Name == name);
        plugin?.Stop();
        return plugin is not null && _plugins.Remove(plugin);
    }

    /// <summary>Ends all of them.</summary>
    public void Clear()
    {
        _plugins.ForEach(plugin => plugin.Stop());
        _plugins.Clear();
    }

    private async Task<CallReply> AnswerAsync(string side, string station, IncomingCall call, Func<Task<CallReply>> next)
    {
        var reply = await DecideAsync(side, station, call) ?? await next();
        foreach (var plugin in reply is CallReply.Result or CallReply.Error ? _plugins.ToArray() : [])
        {
            var before = reply;
            if (await plugin.AskAsync(seq => PluginMessage.Answer(side, station, call, before, seq)) is { } wish)
            {
                reply = Amended(plugin, wish, before);
            }
        }

        return reply;
    }

    /// <summary>What a plugin answers in place of whoever would; null where all of them pass.</summary>
    private async Task<CallReply?> DecideAsync(string side, string station, IncomingCall call)
    {
        // One that is removed meanwhile answers nothing; one that comes meanwhile is asked from the next call on.
        foreach (var plugin in _plugins.ToArray())
        {
            if (await plugin.AskAsync(seq => PluginMessage.Request(side, station, call, seq)) is { } wish && Answered(plugin, wish) is { } reply)
            {
                return reply;
            }
        }

        return null;
    }

    private static CallReply? Answered(Plugin plugin, PluginReply wish)
    {
        switch (wish)
        {
            case { Do: "pass" }:
                plugin.Praise();
                return null;
            case { Do: "answer", Payload: { } payload }:
                plugin.Praise();
                return new CallReply.Result(payload);
            case { Do: "error", Code: { } code }:
                plugin.Praise();
                return new CallReply.Error(ErrorCodes.Read(code), wish.Description);
            default:
                plugin.Blame($"expected pass, answer with payload, or error with code for a request, found '{Bench.Quoted.Short(wish.Do)}'");
                return null;
        }
    }

    private static CallReply Amended(Plugin plugin, PluginReply wish, CallReply reply)
    {
        switch (wish)
        {
            case { Do: "pass" }:
                plugin.Praise();
                return reply;
            case { Do: "amend", Payload: { } payload }:
                plugin.Praise();
                return reply is CallReply.Result result ? result with { Payload = payload } : new CallReply.Result(payload);
            case { Do: "error", Code: { } code }:
                plugin.Praise();
                return new CallReply.Error(ErrorCodes.Read(code), wish.Description);
            default:
                plugin.Blame($"expected pass, amend with payload, or error with code for an answer, found '{Bench.Quoted.Short(wish.Do)}'");
                return reply;
        }
    }

    private sealed class SideHook(PluginSet plugins, string side) : ICallHook
    {
        public Task<CallReply> AnswerAsync(string station, IncomingCall call, Func<Task<CallReply>> next) =>
            plugins.AnswerAsync(side, station, call, next);
    }
}
