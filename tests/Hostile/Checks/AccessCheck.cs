using System.Net.Sockets;
using System.Text;

namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>Web pages, and whoever else reaches a port of ours: what they may do, and where a program refuses to listen at all.</summary>
internal sealed class AccessCheck : ICheck
{
    private const string Key = "a-key-of-this-check";
    private const string Page = "http://page.example";
    private const string Upgrade =
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: ocpp1.6\r\n";

    public string Name => "a web page drives no port, and no port beyond loopback is open to everybody";

    public Task RunAsync(Rig rig) => Task.WhenAll(OnLoopbackAsync(rig), BeyondLoopbackAsync(rig), RefusedStartsAsync(rig));

    /// <summary>Nothing is asked of programs on this machine, and nothing is given to pages from elsewhere.</summary>
    private static async Task OnLoopbackAsync(Rig rig)
    {
        // As an image of a container may have it.
        var emulator = await rig.Start(Rig.Emulator, rig.EmulatorArguments(null), [("ASPNETCORE_URLS", "http://0.0.0.0:8080")]).ReadyAsync();
        await emulator.Output.FirstAsync("a warning of ASPNETCORE_URLS", line => line.Contains("ASPNETCORE_URLS", StringComparison.Ordinal) && line.Contains("0.0.0.0", StringComparison.Ordinal));
        Require.Equal("127.0.0.1", emulator.Api.Host, "where it listens");
        var api = emulator.Api;
        var ocpp = await Stranger.AddressAsync(emulator);
        await ExpectAsync(200, api, "GET /status");
        await ExpectAsync(200, api, "POST /connectors/1/plug-in", "Content-Length: 0\r\n", $"Origin: http://{api.Authority}\r\n");
        await ExpectAsync(101, ocpp, "GET /ocpp/A", Upgrade);
        foreach (var (address, request, more) in new[] { (api, "POST /connectors/1/plug-out?settle=false", "Content-Length: 0\r\n"), (api, "GET /status", Upgrade), (ocpp, "GET /ocpp/B", Upgrade) })
        {
            foreach (var origin in (string[])[Page, "null", "http://127.0.0.1.page.example", $"https://{address.Host}:1"])
            {
                await ExpectAsync(403, address, request, more, $"Origin: {origin}\r\n");
            }

            await ExpectAsync(403, address, request, more, "Host: page.example\r\n");
            await ExpectAsync(403, address, request, more, "Sec-Fetch-Site: cross-site\r\n");
            await ExpectAsync(400, address, request, more, "Host:\r\n");
        }

        await ExpectAsync(403, api, "GET /status", "Host: 127.0.0.1.page.example\r\n");
        Require.That((await emulator.ConnectorAsync()).GetProperty("plugged").GetBoolean(), "a page has pulled the cable");
    }

    /// <summary>The key opens what the operator has opened; a page and a name that he allows come in by it, too.</summary>
    private static async Task BeyondLoopbackAsync(Rig rig)
    {
        var file = Path.Combine(rig.Folder, "key");
        await File.WriteAllTextAsync(file, Key + "\n");
        using var board = new BoardOfModbus(rig.Folder);
        var central = rig.CentralSystem();
        string[] guarded = ["--api-key-file", file, "--allow-host", "charger.example", "--allow-origin", Page];
        var emulator = await rig.EmulatorAsync(central, ["--api", "0.0.0.0:0", "--store", Path.Combine(rig.Folder, "keyed"), .. guarded]);
        var api = new Uri($"http://127.0.0.1:{emulator.Api.Port}");
        foreach (var path in (string[])["/status", "/metrics", "/frames", "/nothing"])
        {
            var status = path == "/nothing" ? 404 : 200;
            await ExpectAsync(401, api, $"GET {path}");
            await ExpectAsync(401, api, $"GET {path}", $"X-API-Key: {Key}x\r\n");
            await ExpectAsync(401, api, $"GET {path}", $"Authorization: Bearer {Key[1..]}\r\n");
            await ExpectAsync(status, api, $"GET {path}", $"X-API-Key: {Key}\r\n");
            await ExpectAsync(status, api, $"GET {path}", $"Authorization: Bearer {Key}\r\n", "Host: charger.example\r\n");
        }

        var answer = await ExpectAsync(200, api, "GET /status", $"X-API-Key: {Key}\r\n", $"Origin: {Page}\r\n");
        Require.That(answer.Contains($"Access-Control-Allow-Origin: {Page}", StringComparison.OrdinalIgnoreCase), $"the page may not read the answer: {answer}");
        await ExpectAsync(401, api, "POST /connectors/1/plug-in", "Content-Length: 0\r\n", $"Origin: {Page}\r\n");
        await ExpectAsync(403, api, "GET /status", $"X-API-Key: {Key}\r\n", "Origin: http://another.example\r\n");
        await ExpectAsync(403, api, "GET /status", $"X-API-Key: {Key}\r\n", "Host: another.example\r\n");
        Require.That(!(string.Join('\n', emulator.Output.Items) + await ExpectAsync(200, api, "GET /status", $"X-API-Key: {Key}\r\n")).Contains(Key, StringComparison.Ordinal), "the key is shown");
    }

    private static async Task RefusedStartsAsync(Rig rig)
    {
        using var board = new BoardOfModbus(Directory.CreateDirectory(Path.Combine(rig.Folder, "refused")).FullName);
        string[] charger = ["run", "--board", board.File, "--csms", "ws://127.0.0.1:1/ocpp", "--id", "CP-1", "--store", Path.Combine(rig.Folder, "refused", "store")];
        string[] emulator = ["run", "--headless", "--store", Path.Combine(rig.Folder, "refused", "other")];
        foreach (var (program, arguments, expected) in new (string, string[], string[])[]
        {
            (Rig.Emulator, [.. emulator, "--csms-port", "0", "--api", "0.0.0.0:0"], ["--api", "--api-key-file", "--insecure"]),
            (Rig.Emulator, [.. emulator, "--csms-port", "[::]:0", "--api", "0"], ["--csms-port", "--station-passwords", "--allow-id", "--insecure"]),
            (Rig.Emulator, [.. emulator, "--csms-port", "0.0.0.0:0", "--api", "0", "--allow-id", "CP-1"], ["--csms-port", "--station-passwords", "--insecure"]),
            (Rig.Charger, [.. charger, "--http", "0.0.0.0:0"], ["--http", "--api-key-file", "--insecure"]),
        })
        {
            var process = rig.Start(program, arguments);
            Require.Equal(2, await process.ExitAsync(), $"exit code of {Path.GetFileName(program)} {string.Join(' ', arguments)}");
            var said = string.Join('\n', process.Output.Items);
            Require.That(Array.TrueForAll(expected, word => said.Contains(word, StringComparison.Ordinal)), $"says nothing of {string.Join(", ", expected)}: {said}");
        }
    }

    /// <param name="request">Without the version.</param>
    /// <param name="headers">Each with its line end; a Host among them replaces the usual one.</param>
    /// <returns>The answer's head, and as much of its body as came with it.</returns>
    private static async Task<string> ExpectAsync(int status, Uri address, string request, params string[] headers)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var more = string.Concat(headers);
        var host = more.Contains("Host:", StringComparison.Ordinal) ? "" : $"Host: {address.Authority}\r\n";
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes($"{request} HTTP/1.1\r\n{host}{more}\r\n"));
        var buffer = new byte[16 * 1024];
        using var patience = new CancellationTokenSource(Rig.Patience);
        var length = await client.GetStream().ReadAsync(buffer, patience.Token);
        var answer = Encoding.UTF8.GetString(buffer, 0, length);
        Require.That(answer.StartsWith($"HTTP/1.1 {status} ", StringComparison.Ordinal), $"{request} {more.ReplaceLineEndings(" ")}at {address}: expected {status}, found {answer}");
        return answer;
    }
}
