using ChargerFirmware.Emulator.Physics;

namespace ChargerFirmware.Tests.Crash;

/// <summary>Kills stations, and sees to it that no contactor stays closed longer than the enable line and its own way take.</summary>
internal sealed class FallWatch(Rig rig)
{
    /// <summary>What this machine may be late by: edges that are still in the socket, and the loop's own turns.</summary>
    private static readonly TimeSpan s_lateness = TimeSpan.FromMilliseconds(150);

    private int _kills;

    public async Task KillAsync(StationProcess station)
    {
        var kill = ++_kills;
        rig.Log($"kill {kill}");
        await station.KillAsync();

        // From its death on: a busy machine may be late with that.
        var began = rig.Loop.Time.GetTimestamp();
        foreach (var connector in rig.Board.Site.Connectors)
        {
            Watch(connector, began, $"connector {connector.Number} after kill {kill}");
        }
    }

    private void Watch(SiteConnector connector, long began, string where)
    {
        if (!connector.Contactor.MainsClosed)
        {
            return;
        }

        var limit = rig.Board.Site.EnableRelay!.DropOut + ContactorTimings.Usual.Release + s_lateness;
        ITimer? late = null;
        connector.Contactor.Changed += Look;

        // One that never opens has no event to be found by.
        late = rig.Loop.Time.CreateTimer(
            _ =>
            {
                late!.Dispose();
                connector.Contactor.Changed -= Look;
                rig.Blame($"{where}: still closed after {rig.Loop.Time.GetElapsedTime(began).TotalMilliseconds:F0} ms");
            },
            null, limit * 3, Timeout.InfiniteTimeSpan);

        void Look()
        {
            if (connector.Contactor.MainsClosed)
            {
                return;
            }

            late?.Dispose();
            connector.Contactor.Changed -= Look;
            var took = rig.Loop.Time.GetElapsedTime(began);
            rig.Log($"{where}: open after {took.TotalMilliseconds:F0} ms");
            if (took > limit)
            {
                rig.Blame($"{where}: closed for {took.TotalMilliseconds:F0} ms, at most {limit.TotalMilliseconds:F0} ms");
            }
        }
    }
}
