using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Protocol.Transactions;
using ChargerFirmware.Station.Transactions;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Protocol;

/// <summary>
/// Ends what runs, gives its messages a while to be answered, and restarts. What is not by then stays in the store. A restart
/// that fails is tried ResetRetries times more; then the station says so and goes on.
/// </summary>
/// <param name="restart">Restarts the station; false when that failed.</param>
public sealed class ResetSequence(
    Loop loop, ChargingStation station, Outbox outbox, ProtocolSettings settings, Func<ResetKind, bool> restart, ILogger logger)
{
    private static readonly TimeSpan s_stopTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_answerTimeoutSoft = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_answerTimeoutHard = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(5);
    private ChangeSignal? _changed;
    private bool _running;
    private ResetKind _kind;

    /// <summary>
    /// A hard reset takes over a soft one: what still runs ends with its reason, and it waits no longer than a hard one. What has ended keeps
    /// the reason it ended with. Any other reset during a reset changes nothing.
    /// </summary>
    public void Begin(ResetKind kind)
    {
        if (_running && (_kind == ResetKind.Hard || kind == ResetKind.Soft))
        {
            return;
        }

        _kind = kind;
        if (!_running)
        {
            _running = true;
            loop.Start(RunAsync);
        }
        else
        {
            logger.LogWarning("A hard reset takes over the restart that is under way");
            loop.Start(() => station.StopAllAsync(StopReason.HardReset, s_stopTimeout));
            _changed?.Raise();
        }
    }

    /// <summary>Restarts into another version of the firmware, without a reset having been asked for.</summary>
    /// <returns>False when the station stays up after all.</returns>
    public async Task<bool> RestartForUpdateAsync()
    {
        if (_running)
        {
            return true;
        }

        _running = true;
        _kind = ResetKind.Soft;
        try
        {
            await station.StopAllAsync(StopReason.Reboot, s_stopTimeout);
            await UntilAnsweredAsync();
            return await RestartAsync();
        }
        finally
        {
            _running = false;
        }
    }

    private async Task RunAsync()
    {
        try
        {
            await station.StopAllAsync(_kind == ResetKind.Soft ? StopReason.SoftReset : StopReason.HardReset, s_stopTimeout);
            await UntilAnsweredAsync();

            // A reset on site acknowledges the emergency stop as well.
            station.Acknowledge();
            await RestartAsync();
        }
        finally
        {
            _running = false;
        }
    }

    private async Task UntilAnsweredAsync()
    {
        var changed = _changed = new ChangeSignal(loop.Time);
        outbox.CountChanged += changed.Raise;
        if (_kind == ResetKind.Soft)
        {
            await changed.UntilAsync(() => outbox.Count == 0 || _kind == ResetKind.Hard, s_answerTimeoutSoft);
        }

        if (_kind == ResetKind.Hard)
        {
            await changed.UntilAsync(() => outbox.Count == 0, s_answerTimeoutHard);
        }

        outbox.CountChanged -= changed.Raise;
        _changed = null;
    }

    private async Task<bool> RestartAsync()
    {
        for (var attempt = 0; attempt <= settings.ResetRetries; attempt++)
        {
            if (restart(_kind))
            {
                return true;
            }

            logger.LogError("The {Kind} reset has failed {Failures} times", _kind, attempt + 1);
            await Task.Delay(s_retry, loop.Time);
        }

        station.ResumeStarts();
        station.Faults.Raise(KnownFaults.ResetFailing);
        station.Evaluate();
        return false;
    }
}
