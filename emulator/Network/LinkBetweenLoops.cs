using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Frames;
using ChargerFirmware.Ocpp.Links;

namespace ChargerFirmware.Network;

/// <summary>
/// An end of a link whose user has another loop than the line: all that passes changes the loop by a post, in order, so neither ever runs
/// in a turn of the other. Used on <paramref name="own"/>, whose events it raises.
/// </summary>
/// <param name="link">The end as the line made it; nobody else uses it.</param>
/// <param name="lines">The loop of the line.</param>
/// <param name="own">The loop of the user.</param>
public sealed class LinkBetweenLoops(IFrameLink link, Loop lines, Loop own) : IFrameLink
{
    public event Action<ReadOnlyMemory<byte>>? Received;

    public event Action<FrameFault>? Refused;

    public event Action<LinkClosed>? Closed;

    public string Subprotocol => link.Subprotocol;

    public void Open() => lines.Post(() =>
    {
        link.Received += frame => own.Post(() => Received?.Invoke(frame));
        link.Refused += why => own.Post(() => Refused?.Invoke(why));
        link.Closed += closed => own.Post(() => Closed?.Invoke(closed));
        link.Open();
    });

    public void PingEvery(TimeSpan interval) => lines.Post(() => link.PingEvery(interval));

    public void Send(ReadOnlyMemory<byte> utf8Frame) => lines.Post(() => link.Send(utf8Frame));

    public void Close(string reason) => lines.Post(() => link.Close(reason));
}
