using ChargerFirmware.Ocpp.Frames;

namespace ChargerFirmware.Network;

/// <summary>What the next frames and connections on a line are to meet.</summary>
internal sealed class LinePlans
{
    private readonly List<Disturbance> _disturbances = [];
    private int _refusals;
    private int _refusalStatus;

    /// <summary>Frames and connections that are still to meet something.</summary>
    public int Left => _refusals + _disturbances.Sum(disturbance => disturbance.Remaining);

    public void Disturb(FramePattern pattern, int count, int copies, TimeSpan delay)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _disturbances.Add(new Disturbance(pattern, count, copies, delay));
    }

    public void RefuseConnects(int httpStatus, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(httpStatus, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(httpStatus, 599);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _refusals = count;
        _refusalStatus = httpStatus;
    }

    public void Forget()
    {
        _disturbances.Clear();
        _refusals = 0;
    }

    /// <summary>How often this frame arrives, and how much later than others.</summary>
    public (int Copies, TimeSpan Delay) Meet(LinkEnd from, (FrameType Type, string? Action) frame)
    {
        var disturbance = _disturbances.Find(candidate => candidate.Pattern.Fits(from, frame.Type, frame.Action));
        if (disturbance is null)
        {
            return (1, TimeSpan.Zero);
        }

        if (--disturbance.Remaining <= 0)
        {
            _disturbances.Remove(disturbance);
        }

        return (disturbance.Copies, disturbance.Delay);
    }

    /// <summary>The HTTP status that this connection is refused with; null for none.</summary>
    public int? MeetConnect()
    {
        if (_refusals == 0)
        {
            return null;
        }

        _refusals--;
        return _refusalStatus;
    }
}

/// <summary>What happens to the next frames that fit a pattern: so many copies arrive, so much later.</summary>
internal sealed class Disturbance(FramePattern pattern, int remaining, int copies, TimeSpan delay)
{
    public FramePattern Pattern { get; } = pattern;

    public int Remaining { get; set; } = remaining;

    public int Copies { get; } = copies;

    public TimeSpan Delay { get; } = delay;
}
