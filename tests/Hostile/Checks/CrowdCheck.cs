using System.Text.Json;

namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>A thousand strangers at once at the central system that an emulator brings along, each with frames that no parser likes.</summary>
internal sealed class CrowdCheck : ICheck
{
    private const int Count = 1000;
    private const long MostGrownBytes = 400_000_000;

    public string Name => "a thousand connections with deep frames stop no connector";

    public bool IsLong => true;

    public bool RunsAlone => true;

    public async Task RunAsync(Rig rig)
    {
        var emulator = await rig.EmulatorAsync(null);
        var address = await Stranger.AddressAsync(emulator);
        await Require.EventuallyAsync("the station is accepted", async () => (await emulator.GetAsync("status")).Contains("Accepted", StringComparison.Ordinal));
        await emulator.PlugInAsync();
        await emulator.SwipeAsync();
        await Require.EventuallyAsync("connector 1 charges", async () => Status(await emulator.ConnectorAsync()) == "Charging");
        var quiet = emulator.ResidentBytes;
        var energyWh = (await emulator.ConnectorAsync()).GetProperty("energy_wh").GetInt64();

        var strangers = await Task.WhenAll(Enumerable.Range(0, Count).Select(number => DialAsync(address, number)));
        Require.That(strangers.Count(stranger => stranger is not null) > 0, "nobody was let in");
        await Task.WhenAll(strangers.OfType<Stranger>().Select(async stranger =>
        {
            foreach (var levels in (int[])[63, 64, 65, 1000])
            {
                await stranger.SendAsync($"[2,\"{levels}\",\"Heartbeat\",{{\"a\":{new string('[', levels)}{new string(']', levels)}}}]");
            }
        }));

        await Require.EventuallyAsync("it charges on", async () =>
            await emulator.ConnectorAsync() is var connector && Status(connector) == "Charging" && connector.GetProperty("energy_wh").GetInt64() > energyWh + 10);
        var own = JsonElement.Parse(await emulator.GetAsync("stations")).EnumerateArray().Single(station => station.GetProperty("station_id").GetString() == "EMU-0001");
        Require.That(own.GetProperty("connected").GetBoolean(), $"the own station has lost its place: {own}");
        var grown = emulator.ResidentBytes - quiet;
        Console.WriteLine($"    {strangers.Count(stranger => stranger is not null)} of {Count} were let in, {grown / 1_000_000} MB more");
        Require.That(grown < MostGrownBytes, $"{grown / 1_000_000} MB more in memory");
        Array.ForEach(strangers, stranger => stranger?.Dispose());
        await emulator.SwipeAsync();
        await Require.EventuallyAsync("the card ends it", async () => Status(await emulator.ConnectorAsync()) == "Finishing");
        Require.Equal(0, await emulator.TerminateAsync(TimeSpan.FromSeconds(6)), "exit code after SIGTERM");
    }

    /// <returns>Null where the central system has no room for one more.</returns>
    private static async Task<Stranger?> DialAsync(Uri address, int number)
    {
        try
        {
            return await Stranger.DialAsync(address, $"/ocpp/CROWD{number}", "ocpp1.6");
        }
        catch (System.Net.WebSockets.WebSocketException)
        {
            return null;
        }
    }

    private static string? Status(JsonElement connector) => connector.GetProperty("status").GetString();
}
