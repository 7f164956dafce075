namespace ChargerFirmware.Station.Events;

/// <summary>
/// Hands events on in the order of their places in the log, whichever commit ends first: one that the store refuses is kept elsewhere before
/// it is handed on, and the one behind it may be durable meanwhile. A reader that passed the later one would never come back to it.
/// </summary>
internal sealed class EventOrder(Action<StationEvent> handOn)
{
    private readonly List<(long Sequence, StationEvent? Ready)> _underWay = [];
    private bool _isHandingOn;

    /// <summary>An event was given its place; its commit is under way. Places are given in rising order.</summary>
    public void Begin(long sequence) => _underWay.Add((sequence, null));

    /// <summary>The event is durable, or held.</summary>
    public void End(StationEvent happened)
    {
        _underWay[Find(happened.Sequence)] = (happened.Sequence, happened);
        HandOn();
    }

    /// <summary>It has not happened: the store has refused it.</summary>
    public void Withdraw(long sequence)
    {
        _underWay.RemoveAt(Find(sequence));
        HandOn();
    }

    private int Find(long sequence) => _underWay.FindIndex(slot => slot.Sequence == sequence);

    private void HandOn()
    {
        if (_isHandingOn)
        {
            return;
        }

        _isHandingOn = true;
        try
        {
            while (_underWay is [{ Ready: { } next }, ..])
            {
                _underWay.RemoveAt(0);
                handOn(next);
            }
        }
        finally
        {
            _isHandingOn = false;
        }
    }
}
