using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>Whatever dials in to the central system of an emulator: it stops no connector, and every stranger is shown.</summary>
internal sealed class StrangersCheck : ICheck
{
    private static readonly string[] s_frames =
    [
        "", "\0", "[]", "{}", "[2]", "[9,\"a\",\"Heartbeat\",{}]", "[2,\"a\",\"Heartbeat\",{}]", "[2,\"a\",\"Heartbeat\",{}]", "[3,\"b\",{}]", "[4,\"c\",\"X\",\"\",{}]",
        "[2,\"d\",\"Drop\",{}]", "[2,\"\\ud800\",\"Heartbeat\",{}]", "[2,\"e\",\"Heartbeat\",{\"\\ud800\":1e999999,\"\\ud800\":2}]",
        "[2,\"f\",\"StatusNotification\",{\"connectorId\":1e999999,\"errorCode\":7,\"status\":null,\"timestamp\":\"9999-12-31T23:59:59Z\"}]",
        Deep(63), Deep(64), Deep(65), Deep(70), Deep(100_000), new('[', 900_000), "[2,\"" + new string('i', 900_000) + "\",\"A\",{}]",
        "[2,\"g\",\"DataTransfer\",{\"vendorId\":[" + string.Join(',', Enumerable.Repeat("1", 400_000)) + "]}]", new('x', 10_000_000),
    ];

    private static readonly string[] s_requests =
    [
        "GET /ocpp/X HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\r\n",
        "GET /ocpp/" + new string('p', 10_000) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "GET /ocpp/a%0d%0ab HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        "nonsense\r\n\r\n", "GET /ocpp/HALF HTTP/1.1\r\nHost: 127", "\0\0\0\0\0\0\0\0",
    ];

    public string Name => "strangers that dial in stop no connector";

    public async Task RunAsync(Rig rig)
    {
        var emulator = await rig.EmulatorAsync(null);
        var address = await Stranger.AddressAsync(emulator);
        await Require.EventuallyAsync("the station is accepted", async () => (await emulator.GetAsync("status")).Contains("Accepted", StringComparison.Ordinal));
        await emulator.PlugInAsync();
        await emulator.SwipeAsync();
        await Require.EventuallyAsync("connector 1 charges", async () => await StatusAsync(emulator) == "Charging");

        using var stranger = await Stranger.DialAsync(address, "/ocpp/STRANGER", "ocpp1.6");
        foreach (var frame in s_frames)
        {
            await stranger.SendAsync(frame);
        }

        await stranger.SendAsync([1, 2, 3], WebSocketMessageType.Binary);
        Require.That((await stranger.CallAsync("last", "Heartbeat", "{}")).Contains("last", StringComparison.Ordinal), "no answer after all that");
        using (var broken = await Stranger.DialAsync(address, "/ocpp/BROKEN", "ocpp1.6"))
        {
            await broken.SendAsync([0xC3, 0x28, 0xFF], WebSocketMessageType.Text);
        }

        await KnockAsync(address);
        var crowd = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Stranger.DialAsync(address, $"/ocpp/{(number % 2 == 0 ? "TWIN" : $"CROWD{number}")}", "ocpp1.6")));
        var connector = await emulator.ConnectorAsync();
        Require.Equal(("Charging", "NoError"), (Text(connector, "status"), Text(connector, "error_code")), "connector 1 after all that");
        var stations = JsonElement.Parse(await emulator.GetAsync("stations"));
        var shown = stations.EnumerateArray().Single(station => station.GetProperty("station_id").GetString() == "STRANGER");
        Require.That(shown.GetProperty("violations").GetInt32() >= s_frames.Length - 2, $"too few violations: {shown}");
        Require.Equal(0, stations.EnumerateArray().First(station => station.GetProperty("station_id").GetString() == "EMU-0001").GetProperty("violations").GetInt32(), "violations of the own station");
        Array.ForEach(crowd, member => member.Dispose());
        Require.Equal(0, await emulator.TerminateAsync(TimeSpan.FromSeconds(6)), "exit code after SIGTERM");
    }

    private static string Deep(int levels) => $"[2,\"deep{levels}\",\"Heartbeat\",{{\"a\":{new string('[', levels)}{new string(']', levels)}}}]";

    private static async Task<string?> StatusAsync(StationProcess emulator) => Text(await emulator.ConnectorAsync(), "status");

    private static string? Text(JsonElement element, string member) => element.GetProperty(member).GetString();

    /// <summary>Requests that are none. Some are left half open.</summary>
    private static async Task KnockAsync(Uri address)
    {
        foreach (var request in s_requests)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address.Host, address.Port);
            await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request));
        }
    }
}
