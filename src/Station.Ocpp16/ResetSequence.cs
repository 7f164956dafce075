using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Ocpp16.Transactions;
using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Station.Ocpp16;

/// <summary>Ends what runs, gives its messages a while to be told, and asks for the restart. What is not told by then stays in the journal.</summary>
internal sealed class ResetSequence(Loop loop, ChargingStation station, TransactionJournal journal, Action<ResetKind> restart)
{
    private static readonly TimeSpan s_stopTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_tellTimeoutSoft = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_tellTimeoutHard = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);
    private bool _running;

    /// <summary>A second reset during the first changes nothing.</summary>
    public void Begin(ResetKind kind)
    {
        if (!_running)
        {
            _running = true;
            loop.Start(() => RunAsync(kind));
        }
    }

    private async Task RunAsync(ResetKind kind)
    {
        var soft = kind == ResetKind.Soft;
        await station.StopAllAsync(soft ? StopReason.SoftReset : StopReason.HardReset, s_stopTimeout);
        var began = loop.Time.GetTimestamp();
        while (journal.Count > 0 && loop.Time.GetElapsedTime(began) < (soft ? s_tellTimeoutSoft : s_tellTimeoutHard))
        {
            await Task.Delay(s_look, loop.Time);
        }

        restart(kind);
    }
}
