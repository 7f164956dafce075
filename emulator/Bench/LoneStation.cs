using ChargerFirmware.Composition;
using ChargerFirmware.Composition.CommandLine;
using ChargerFirmware.Composition.Doors;
using ChargerFirmware.EventLoop;
using ChargerFirmware.EventLoop.Doors;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Ocpp.Doors;
using ChargerFirmware.Station.Ocpp16;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Transactions;
using ChargerFirmware.Telemetry.Mqtt.Configuration;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Bench;

/// <summary>
/// A station alone in its process: its board is emulated in another one, its central system is somebody else's. To it, both are as far
/// away as in the field, and its process can be killed as in the field.
/// </summary>
public static class LoneStation
{
    /// <summary>Runs until it is told to end, its board is gone, or the central system resets it.</summary>
    /// <param name="physics">The socket of the board.</param>
    /// <param name="mqtt">The MQTT broker to report to; null for none.</param>
    /// <returns>Null when it was told to end; else why it ended.</returns>
    /// <exception cref="BoardException">The board cannot be used, or does not answer.</exception>
    public static async Task<string?> RunAsync(
        BoardFile board, string physics, CentralSystemAddress csms, string stationId, IStationStore store, MqttSettings? mqtt, ILoggerFactory logging,
        CancellationToken cancellation)
    {
        var logger = logging.CreateLogger("station");
        var end = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellation.Register(() => end.TrySetResult(null));
        ComposedStation? station = null;
        using var loop = new ThreadLoop("station", fault =>
        {
            logger.LogCritical(fault, "A turn of the station's loop has failed");
            station?.Station.OnLogicFault();
        });
        await using var dialer = new WebSocketDialer(loop, csms.Url, stationId, csms.Credentials);
        station = await loop.RunAsync(() => Task.FromResult(ComposedStation.Start(
            BoardPlan.Of(board),
            new RemoteBuses(physics, () => end.TrySetResult("the board is gone")),
            new CompositionOptions
            {
                Loop = loop,
                Entropy = Entropy.FromMachine(),
                Store = store,
                Dialer = dialer,
                Logging = logging,
                StationId = stationId,
                FirmwareVersion = "0.1.0",
                Mqtt = mqtt,
            })));
        station.Protocol.Restart = kind => end.TrySetResult(kind == ResetKind.Hard ? "a hard reset" : "a soft reset");

        var reason = await end.Task;
        await loop.RunAsync(() => station.ShutDownAsync(StopReason.Reboot, TerminationDeadline.OrderlyTime));
        return reason;
    }
}
