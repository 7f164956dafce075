using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Frames;
using ChargerFirmware.Ocpp.Links;

namespace ChargerFirmware.Tests.Unit.CentralCli.Api;

/// <summary>The connection of a station that answers calls at once, as the test wants it.</summary>
internal sealed class ScriptedLink(Loop loop) : IFrameLink
{
    private readonly ConcurrentDictionary<string, string> _answers = new();

    public event Action<ReadOnlyMemory<byte>>? Received;

#pragma warning disable CS0067 // It always sends frames.
    public event Action<FrameFault>? Refused;
#pragma warning restore CS0067

    public event Action<LinkClosed>? Closed;

    public string Subprotocol => "ocpp1.6";

    /// <summary>Action and payload of each call, in order.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>The latest of them.</summary>
    public string LastCall => Calls.Last();

    /// <param name="answer">A payload, a word in capitals for a CALLERROR, or nothing for silence; Accepted where it is not set.</param>
    public void Answer(string action, string answer) => _answers[action] = answer;

    public void Open()
    {
    }

    public void PingEvery(TimeSpan interval)
    {
    }

    public void Close(string reason) => loop.Post(() => Closed?.Invoke(new LinkClosed(LinkCloseCause.ByUs, reason)));

    public void Send(ReadOnlyMemory<byte> utf8Frame)
    {
        var frame = JsonElement.Parse(utf8Frame.Span);
        if (frame[0].GetInt32() != 2)
        {
            return;
        }

        var (id, action) = (frame[1].GetRawText(), frame[2].GetString()!);
        Calls.Enqueue($"{action} {frame[3].GetRawText()}");
        var answer = _answers.GetValueOrDefault(action, """{"status":"Accepted"}""");
        if (answer.StartsWith('{'))
        {
            Say($"[3,{id},{answer}]");
        }
        else if (answer.Length > 0)
        {
            Say($$"""[4,{{id}},"{{answer}}","it cannot",{}]""");
        }
    }

    /// <summary>A frame of the station.</summary>
    public void Say(string frame) => loop.Post(() => Received?.Invoke(Encoding.UTF8.GetBytes(frame)));
}
