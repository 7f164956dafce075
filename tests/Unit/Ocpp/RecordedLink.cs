using System.Text;
using ChargerFirmware.Ocpp.Frames;
using ChargerFirmware.Ocpp.Links;

namespace ChargerFirmware.Tests.Unit.Ocpp;

/// <summary>A link whose far end is the test.</summary>
internal sealed class RecordedLink : IFrameLink
{
    public event Action<ReadOnlyMemory<byte>>? Received;

    public event Action<FrameFault>? Refused;

    public event Action<LinkClosed>? Closed;

    public string Subprotocol => "ocpp1.6";

    public List<string> Sent { get; } = [];

    public void Open()
    {
    }

    public void Send(ReadOnlyMemory<byte> utf8Frame) => Sent.Add(Encoding.UTF8.GetString(utf8Frame.Span));

    public void PingEvery(TimeSpan interval)
    {
    }

    public void Close(string reason) => Closed?.Invoke(new LinkClosed(LinkCloseCause.ByUs, reason));

    public void Receive(string frame) => Received?.Invoke(Encoding.UTF8.GetBytes(frame));

    public void Refuse(FrameFault fault) => Refused?.Invoke(fault);

    public void Lose() => Closed?.Invoke(new LinkClosed(LinkCloseCause.Lost, "planted"));
}
