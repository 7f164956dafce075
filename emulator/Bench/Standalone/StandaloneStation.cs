using ChargerFirmware.Composition;
using ChargerFirmware.Composition.Adapters;
using ChargerFirmware.EventLoop;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Ocpp.Adapters;
using ChargerFirmware.Station.Protocol;
using ChargerFirmware.Station.Transactions;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Bench.Standalone;

/// <summary>
/// A station alone in its process: its board is emulated in another one, its central system is somebody else's. To it, both are as far
/// away as in the field, and its process can be killed as in the field.
/// </summary>
public static class StandaloneStation
{
    /// <summary>Runs until it is stopped, its board is gone, or the central system resets it.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>
    /// Why it ended, null when it was stopped; and whether the next start finds all that happened (<see cref="ComposedStation.ShutDownAsync"/>).
    /// </returns>
    /// <exception cref="BoardException">The board cannot be used, or does not answer.</exception>
    public static async Task<(string? Reason, bool IsStored)> RunAsync(StandaloneStationOptions options, CancellationToken cancellation)
    {
        var logger = options.Logging.CreateLogger("station");
        var end = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellation.Register(() => end.TrySetResult(null));
        ComposedStation? station = null;
        using var loop = new ThreadLoop("station", fault =>
        {
            logger.LogCritical(fault, "A turn of the station's loop has failed");
            station?.Station.OnLogicFault();
        });
        await using var dialer = new WebSocketDialer(loop, options.Csms.Url, options.StationId, options.Csms.Credentials);
        station = await loop.RunAsync(() => Task.FromResult(ComposedStation.Start(
            BoardPlan.Of(options.Board),
            new RemoteBuses(options.Physics, () => end.TrySetResult("the board is gone")),
            new CompositionOptions
            {
                Loop = loop,
                RandomSource = RandomSource.FromMachine(),
                Store = options.Store,
                Dialer = dialer,
                Logging = options.Logging,
                StationId = options.StationId,
                FirmwareVersion = "0.1.0",
                LenientCalls = options.LenientCalls,
                Mqtt = options.Mqtt,
            })));
        station.Protocol.Restart = kind => end.TrySetResult(kind == ResetKind.Hard ? "a hard reset" : "a soft reset");

        var reason = await end.Task;
        return (reason, await loop.RunAsync(() => station.ShutDownAsync(StopReason.Reboot, TerminationDeadline.OrderlyTime)));
    }
}
