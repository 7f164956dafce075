using ChargerFirmware.Emulator.Physics;

namespace ChargerFirmware.Bench;

/// <summary>What had flowed at a connector a few seconds ago; exact, because the power is constant between its changes.</summary>
internal sealed class RecentFlow
{
    private readonly TimeProvider _time;
    private readonly SiteConnector _physical;
    private readonly TimeSpan _kept;
    private readonly LinkedList<(long At, double Wh)> _changes = [];

    /// <param name="kept">How far back it may be asked.</param>
    public RecentFlow(TimeProvider time, SiteConnector physical, TimeSpan kept)
    {
        (_time, _physical, _kept) = (time, physical, kept);
        physical.Flow.Changed += Note;
        physical.Contactor.Changed += Note;
        Note();
    }

    /// <summary>Energy that had gone through the contactor so long ago, in Wh.</summary>
    public double FlowedWh(TimeSpan ago)
    {
        Note();
        var after = _changes.Last!;
        while (after.Previous is { } before)
        {
            if (_time.GetElapsedTime(before.Value.At) >= ago)
            {
                var share = (_time.GetElapsedTime(before.Value.At) - ago) / _time.GetElapsedTime(before.Value.At, after.Value.At);
                return before.Value.Wh + ((after.Value.Wh - before.Value.Wh) * share);
            }

            after = before;
        }

        return after.Value.Wh;
    }

    private void Note()
    {
        var now = _time.GetTimestamp();
        if (_changes.Last?.Value.At == now)
        {
            _changes.RemoveLast();
        }

        _changes.AddLast((now, _physical.ReferenceMeter.FlowedWh));
        while (_changes.First?.Next is { } second && _time.GetElapsedTime(second.Value.At) > _kept)
        {
            _changes.RemoveFirst();
        }
    }
}
