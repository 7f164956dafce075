using System.Text.Json;
using ChargerFirmware.Central.Cli.Plugins;

namespace ChargerFirmware.Tests.Unit.CentralCli.Plugins;

/// <summary>A plugin without a process: answers at once what <see cref="Reply"/> makes of a question.</summary>
internal sealed class ScriptedPlugin : IPluginProcess
{
    public event Action<string>? Said;

    public event Action<string>? Complained;

    public event Action<string>? Ended;

    /// <summary>Null for no answer; SEQ in it is the question's number.</summary>
    public Func<JsonElement, string?> Reply { get; set; } = _ => """{"seq":SEQ,"do":"pass"}""";

    public List<string> Asked { get; } = [];

    public bool IsKilled { get; private set; }

    public void Send(string line)
    {
        Asked.Add(line);
        var question = JsonElement.Parse(line);
        if (Reply(question) is { } reply)
        {
            Say(reply.Replace("SEQ", question.GetProperty("seq").GetRawText()));
        }
    }

    public void Kill() => IsKilled = true;

    public void Say(string line) => Said?.Invoke(line);

    public void Complain(string line) => Complained?.Invoke(line);

    public void End(string why) => Ended?.Invoke(why);
}
