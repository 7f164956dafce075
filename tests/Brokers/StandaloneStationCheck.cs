using System.Text;
using ChargerFirmware.Bench;
using ChargerFirmware.Central.Ocpp16;
using ChargerFirmware.Central;
using ChargerFirmware.Central.Adapters;
using ChargerFirmware.Emulator;
using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Emulator.Remote.Adapters;
using ChargerFirmware.EventLoop;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Tests.Brokers;

/// <summary>
/// <c>emulator station</c>: its board and its central system are in this process, and it publishes to a broker as the whole emulator does. It
/// takes the other options of a station, too.
/// </summary>
internal static class StandaloneStationCheck
{
    private const string StationId = "EMU-0001";

    public static async Task RunAsync(Rig rig)
    {
        var broker = await rig.BrokerAsync();
        var listener = await rig.ListenAsync();
        var socket = Path.Combine(rig.Folder, "board");
        var random = RandomSource.Seeded(1);
        using var loop = new ThreadLoop("bench", fault => Console.WriteLine(fault));
        var (board, csms, physics) = await loop.RunAsync(() =>
        {
            var made = new EmulatedBoard(loop.Time, random.Fork("physics"), Boards.Load("emulated"));
            return Task.FromResult((made, new Csms(loop, random.Fork("central system"), [new Ocpp16Binding()]), new BoardServer(loop, made, socket)));
        });
        using var served = physics;
        await using var server = await CsmsServer.StartAsync(loop, csms, new CsmsServerOptions { Port = 0 });

        var station = rig.Run("station", Emulator.Program,
        [
            "station", "--physics", socket, "--csms", server.Endpoint.ToString(), "--id", StationId, "--store", Path.Combine(rig.Folder, "store"),
            "--mqtt", $"mqtt://127.0.0.1:{rig.Port}", "--mqtt-period", "1", "--log-level", "Debug", "--lenient-calls",
        ]);
        await broker.UntilAsync($"as charger-{StationId}");
        await station.UntilAsync("BootNotification: Accepted");
        await listener.UntilAsync("availability", "online");
        await listener.UntilAsync("connector/1/status", "Available");
        await loop.RunAsync(() => Task.FromResult(board.Site.Connector(1).Outlet.PlugIn(board.Site.Arrive(VehicleModels.Saloon))));
        await listener.UntilAsync("connector/1/status", "Preparing");

        var outcome = await loop.RunAsync(() => csms.Station(StationId).CallAsync("ClearCache", Encoding.UTF8.GetBytes("""{"because":"of this"}""")));
        if (outcome is not CallOutcome.Result)
        {
            throw new CheckException($"expected --lenient-calls to let an unknown member pass, found: {outcome}");
        }

        station.Terminate();
        await listener.UntilAsync("availability", "offline");
        if (await station.EndAsync() != 0)
        {
            throw new CheckException("expected the station to end with 0");
        }
    }
}
