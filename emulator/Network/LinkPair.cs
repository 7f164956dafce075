using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Links;

namespace ChargerFirmware.Network;

/// <summary>One connection over a <see cref="VirtualNetwork"/>: its two ends and what is on its way between them.</summary>
internal sealed class LinkPair
{
    private readonly Loop _loop;
    private readonly VirtualNetwork _network;
    private readonly Conversation _conversation = new();
    private readonly List<Parcel> _held = [];
    private readonly long[] _lastArrival = new long[2];
    private ITimer? _pingWatch;
    private long _lastNumber;

    public LinkPair(Loop loop, VirtualNetwork network, string subprotocol)
    {
        _loop = loop;
        _network = network;
        Station = new VirtualLink(loop, this, LinkEnd.Station, subprotocol);
        CentralSystem = new VirtualLink(loop, this, LinkEnd.CentralSystem, subprotocol);
    }

    public VirtualLink Station { get; }

    public VirtualLink CentralSystem { get; }

    /// <summary>How often the station pings; zero for never.</summary>
    public TimeSpan PingInterval { get; set; }

    /// <summary>How long it waits for the answer.</summary>
    public required TimeSpan PongTimeout { get; init; }

    /// <summary>True when the way between the ends is gone for good, whether they know it or not.</summary>
    public bool IsForgotten { get; private set; }

    public bool HasEnded => Station.HasEnded && CentralSystem.HasEnded;

    public void Transmit(VirtualLink from, ReadOnlyMemory<byte> frame)
    {
        var (copies, delay) = _network.Disturb(from.End, _conversation.Hear(from.End, frame));
        var to = OtherEnd(from);
        for (var copy = 0; copy < copies; copy++)
        {
            Carry(from, delay, () => to.Deliver(frame));
        }
    }

    public void BeginClose(VirtualLink from, string reason)
    {
        var to = OtherEnd(from);
        var closed = new LinkClosed(LinkCloseCause.ByUs, reason);
        After(_network.Quality.CloseTimeout, () => from.Finish(closed));
        Carry(from, TimeSpan.Zero, () =>
        {
            to.Finish(new LinkClosed(LinkCloseCause.ByPeer, reason));
            Carry(to, TimeSpan.Zero, () => from.Finish(closed));
        });
    }

    /// <summary>The line is cut: what is on its way is lost and both ends learn.</summary>
    public void Lose(string why)
    {
        IsForgotten = true;
        _held.Clear();
        Station.Finish(new LinkClosed(LinkCloseCause.Lost, why));
        CentralSystem.Finish(new LinkClosed(LinkCloseCause.Lost, why));
    }

    /// <summary>The line forgets this connection without notice.</summary>
    public void Forget()
    {
        IsForgotten = true;
        _held.Clear();
    }

    /// <summary>The station's pings get no answer from now on.</summary>
    public void BeginSilence()
    {
        if (PingInterval > TimeSpan.Zero && _pingWatch is null)
        {
            _pingWatch = After(PingInterval + PongTimeout, () =>
            {
                Forget();
                Station.Finish(new LinkClosed(LinkCloseCause.Lost, "no answer to a ping"));
            });
        }
    }

    /// <summary>The line carries again.</summary>
    public void EndSilence()
    {
        if (IsForgotten)
        {
            return;
        }

        _pingWatch?.Dispose();
        _pingWatch = null;
        foreach (var parcel in _held.OrderBy(parcel => parcel.Number))
        {
            Schedule(parcel);
        }

        _held.Clear();
    }

    private VirtualLink OtherEnd(VirtualLink link) => link == Station ? CentralSystem : Station;

    private void Carry(VirtualLink from, TimeSpan delay, Action arrive)
    {
        var parcel = new Parcel(++_lastNumber, OtherEnd(from).End, delay, arrive);
        if (IsForgotten)
        {
            if (_network.State is LineState.Up or LineState.Refusing)
            {
                // The far side does not know this connection any more and says so.
                After(_network.Quality.Latency * 2, () => from.Finish(new LinkClosed(LinkCloseCause.Lost, "connection reset")));
            }
        }
        else if (_network.State == LineState.Stalled)
        {
            _held.Add(parcel);
        }
        else
        {
            Schedule(parcel);
        }
    }

    private void Schedule(Parcel parcel)
    {
        var now = _loop.Time.GetTimestamp();
        var ticks = (long)((_network.NextLatency() + parcel.Delay).TotalSeconds * _loop.Time.TimestampFrequency);
        var due = Math.Max(now + ticks, _lastArrival[(int)parcel.To]);
        _lastArrival[(int)parcel.To] = due;
        After(_loop.Time.GetElapsedTime(now, due), () => Arrive(parcel));
    }

    private void Arrive(Parcel parcel)
    {
        if (IsForgotten)
        {
            return;
        }

        if (_network.State == LineState.Stalled)
        {
            _held.Add(parcel with { Delay = TimeSpan.Zero });
        }
        else
        {
            parcel.Arrive();
        }
    }

    private ITimer After(TimeSpan delay, Action action) =>
        _loop.Time.CreateTimer(static state => ((Action)state!)(), action, delay, Timeout.InfiniteTimeSpan);

    /// <summary>Something on its way; numbered, because a stalled line must give it out in the order it was sent.</summary>
    private sealed record Parcel(long Number, LinkEnd To, TimeSpan Delay, Action Arrive);
}
