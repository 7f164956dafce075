using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Links;

namespace ChargerFirmware.Network;

/// <summary>
/// The line between one station and its central system, in virtual time: it carries whole frames in order, and can be cut, stalled,
/// delayed and disturbed. One seed is one run. All members are used on the loop.
/// </summary>
/// <param name="random">Makes the jitter.</param>
/// <param name="identity">What the station calls itself to the central system.</param>
public sealed class VirtualNetwork(Loop loop, RandomSource random, string identity) : ILinkDialer, ILine
{
    // How often a station that gets no answer tries to connect again, as TCP would.
    private static readonly TimeSpan ConnectRetry = TimeSpan.FromSeconds(1);

    private readonly List<LinkPair> _pairs = [];
    private readonly LinePlans _plans = new();
    private TimeSpan? _usualLatency;

    /// <summary>A station has connected: this is the central system's end, which waits for its <see cref="IFrameLink.Open"/>.</summary>
    public event Action<ConnectRequest, IFrameLink>? Accepted;

    /// <summary>A station has tried to connect; null when it succeeded.</summary>
    public event Action<LinkRefusedException?>? Dialled;

    /// <summary>
    /// Decides about a station that wants to connect: 101 lets it in, any other HTTP status is its answer. Null lets everybody in.
    /// </summary>
    public Func<ConnectRequest, int>? Admission { get; set; }

    /// <summary>The subprotocols the central system speaks; the first offered one of them is agreed on. Null for any.</summary>
    public IReadOnlyList<string>? Spoken { get; set; }

    public LineQuality Quality { get; set; } = new();

    public LineState State { get; private set; }

    public TimeSpan Latency => Quality.Latency;

    public int PlansLeft => _plans.Left;

    public bool IsReadable => true;

    public void Cut()
    {
        State = LineState.Cut;
        foreach (var pair in Live())
        {
            pair.Lose("the line was cut");
        }
    }

    /// <summary>
    /// Frames vanish from now on without notice. A station that pings finds out in time, one that does not only by a missing answer.
    /// After <see cref="Restore"/> a connection that was half open stays dead; new ones work.
    /// </summary>
    public void HalfOpen()
    {
        State = LineState.HalfOpen;
        foreach (var pair in Live())
        {
            pair.Forget();
            pair.BeginSilence();
        }
    }

    public void Stall()
    {
        State = LineState.Stalled;
        foreach (var pair in Live())
        {
            pair.BeginSilence();
        }
    }

    public void Refuse()
    {
        ComeUp();
        State = LineState.Refusing;
    }

    public void Restore()
    {
        Quality = Quality with { Latency = _usualLatency ?? Quality.Latency };
        _usualLatency = null;
        ComeUp();
    }

    private void ComeUp()
    {
        State = LineState.Up;
        foreach (var pair in Live())
        {
            pair.EndSilence();
        }
    }

    public void Delay(TimeSpan latency)
    {
        _usualLatency ??= Quality.Latency;
        Quality = Quality with { Latency = latency };
    }

    public void DropNext(FramePattern pattern, int count = 1) => _plans.Disturb(pattern, count, copies: 0, TimeSpan.Zero);

    public void DoubleNext(FramePattern pattern, int count = 1) => _plans.Disturb(pattern, count, copies: 2, TimeSpan.Zero);

    /// <summary>The next frames that fit, and all behind them, arrive later.</summary>
    public void DelayNext(FramePattern pattern, TimeSpan delay, int count = 1) => _plans.Disturb(pattern, count, copies: 1, delay);

    /// <summary>The frame arrives at the station so many times, all at once, as if from a central system that has lost its senses.</summary>
    public void Burst(ReadOnlyMemory<byte> utf8Frame, int count)
    {
        foreach (var pair in Live())
        {
            for (var sent = 0; sent < count; sent++)
            {
                pair.CentralSystem.Send(utf8Frame);
            }
        }
    }

    public void RefuseNextConnects(int httpStatus, int count = 1) => _plans.RefuseConnects(httpStatus, count);

    public void ForgetPlans() => _plans.Forget();

    public async Task<IFrameLink> ConnectAsync(DialOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            var link = await DialAsync(options, cancellation);
            Dialled?.Invoke(null);
            return link;
        }
        catch (LinkRefusedException refusal)
        {
            Dialled?.Invoke(refusal);
            throw;
        }
    }

    private async Task<IFrameLink> DialAsync(DialOptions options, CancellationToken cancellation)
    {
        await ReachAsync(cancellation);
        var request = new ConnectRequest(identity, options.Subprotocols, options.Password);
        var status = Admit(request);
        if (status != 101)
        {
            await Task.Delay(NextLatency(), loop.Time, cancellation);
            throw new LinkRefusedException(LinkRefusal.HttpStatus, $"the central system answered with HTTP status {status}", status);
        }

        var subprotocol = options.Subprotocols.FirstOrDefault(offered => Spoken?.Contains(offered) ?? true);
        if (subprotocol is null)
        {
            await Task.Delay(NextLatency(), loop.Time, cancellation);
            throw new LinkRefusedException(
                LinkRefusal.NoSubprotocol, $"the central system agreed to none of: {string.Join(", ", options.Subprotocols)}");
        }

        return await LinkAsync(request, options, subprotocol, cancellation);
    }

    /// <summary>What the next frame needs from end to end.</summary>
    internal TimeSpan NextLatency() =>
        Quality.Jitter == TimeSpan.Zero ? Quality.Latency : Quality.Latency + (Quality.Jitter * random.NextDouble());

    /// <summary>How often a frame arrives, and how much later than others.</summary>
    internal (int Copies, TimeSpan Delay) Disturb(LinkEnd from, (Ocpp.Frames.FrameType Type, string? Action) frame) => _plans.Meet(from, frame);

    private async Task ReachAsync(CancellationToken cancellation)
    {
        var began = loop.Time.GetTimestamp();
        await Task.Delay(NextLatency(), loop.Time, cancellation);
        while (State != LineState.Up)
        {
            if (State is LineState.Cut or LineState.Refusing)
            {
                throw new LinkRefusedException(LinkRefusal.Unreachable, "nobody answers at the central system's address");
            }

            if (loop.Time.GetElapsedTime(began) >= Quality.ConnectTimeout)
            {
                throw new LinkRefusedException(LinkRefusal.TimedOut, $"no connection within {Quality.ConnectTimeout.TotalSeconds} s");
            }

            await Task.Delay(ConnectRetry, loop.Time, cancellation);
        }
    }

    private int Admit(ConnectRequest request) =>
        _plans.MeetConnect() ?? (Accepted is null ? 404 : Admission?.Invoke(request) ?? 101);

    private async Task<IFrameLink> LinkAsync(
        ConnectRequest request, DialOptions options, string subprotocol, CancellationToken cancellation)
    {
        var pair = new LinkPair(loop, this, subprotocol) { PingInterval = options.PingInterval, PongTimeout = options.PongTimeout };
        _pairs.RemoveAll(known => known.HasEnded);
        _pairs.Add(pair);
        Accepted?.Invoke(request, pair.CentralSystem);
        try
        {
            await Task.Delay(NextLatency(), loop.Time, cancellation);
        }
        catch (OperationCanceledException)
        {
            pair.Lose("the station gave the connection up");
            throw;
        }

        return pair.IsForgotten
            ? throw new LinkRefusedException(LinkRefusal.Unreachable, "the line failed while the connection was made")
            : pair.Station;
    }

    private LinkPair[] Live()
    {
        _pairs.RemoveAll(pair => pair.HasEnded);
        return [.. _pairs];
    }
}

/// <summary>A station that wants to connect, as the central system sees it.</summary>
/// <param name="Subprotocols">What the station offers, in order of preference.</param>
/// <param name="Password">The password of HTTP basic authentication; null for none.</param>
public sealed record ConnectRequest(string Identity, IReadOnlyList<string> Subprotocols, ReadOnlyMemory<byte>? Password);
