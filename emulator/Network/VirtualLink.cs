using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Frames;
using ChargerFirmware.Ocpp.Links;

namespace ChargerFirmware.Network;

/// <summary>One end of a link in virtual time.</summary>
internal sealed class VirtualLink(Loop loop, LinkPair pair, LinkEnd end, string subprotocol) : IFrameLink
{
    // What this end is yet to hear; it waits here until Open.
    private readonly Queue<Action> _news = new();
    private bool _open;

    public event Action<ReadOnlyMemory<byte>>? Received;

    /// <summary>Never raised: nothing but frames gets onto this line.</summary>
    public event Action<FrameFault>? Refused
    {
        add { }
        remove { }
    }

    public event Action<LinkClosed>? Closed;

    public string Subprotocol { get; } = subprotocol;

    public LinkEnd End { get; } = end;

    /// <summary>True once this end has begun to close or has ended.</summary>
    public bool IsDone { get; private set; }

    /// <summary>True once this end's <see cref="Closed"/> is on its way.</summary>
    public bool HasEnded { get; private set; }

    public void Open()
    {
        _open = true;
        loop.Post(Deliver);
    }

    public void PingEvery(TimeSpan interval)
    {
        if (End == LinkEnd.Station)
        {
            pair.PingInterval = interval;
        }
    }

    public void Send(ReadOnlyMemory<byte> utf8Frame)
    {
        if (!IsDone)
        {
            pair.Transmit(this, utf8Frame);
        }
    }

    public void Close(string reason)
    {
        if (!IsDone)
        {
            IsDone = true;
            pair.BeginClose(this, reason);
        }
    }

    /// <summary>A frame has come over the line.</summary>
    public void Deliver(ReadOnlyMemory<byte> utf8Frame)
    {
        if (!IsDone)
        {
            _news.Enqueue(() => Received?.Invoke(utf8Frame));
            Deliver();
        }
    }

    /// <summary>This end learns that the link has ended. Later news of the same kind is none.</summary>
    public void Finish(LinkClosed closed)
    {
        if (HasEnded)
        {
            return;
        }

        IsDone = true;
        HasEnded = true;
        _news.Enqueue(() => Closed?.Invoke(closed));

        // In a turn of its own: whoever cuts the line is not called back from within.
        loop.Post(Deliver);
    }

    private void Deliver()
    {
        while (_open && _news.TryDequeue(out var deliver))
        {
            deliver();
        }
    }
}
