using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace ChargerFirmware.Tests.Vm.Guest;

/// <summary>A central system that accepts whatever comes and calls what the story asks for. It shares no code with ours.</summary>
internal sealed class CentralSystem
{
    public const string Url = "ws://127.0.0.1:9000/ocpp";

    private readonly TranscriptLog _log;
    private readonly HttpListener _listener = new();
    private WebSocket? _station;
    private int _transactions;
    private int _calls;

    public CentralSystem(TranscriptLog log)
    {
        _log = log;
        _listener.Prefixes.Add("http://127.0.0.1:9000/");
        _listener.Start();
        _ = ServeAsync();
    }

    /// <summary>All that stations have sent.</summary>
    public Heard<string> Frames { get; } = new();

    /// <summary>The transaction that began last.</summary>
    public int Transaction => _transactions;

    public Task CallAsync(string action, string payload) => SendAsync($"[2,\"{++_calls}\",\"{action}\",{payload}]");

    private async Task ServeAsync()
    {
        while (true)
        {
            var context = await _listener.GetContextAsync();
            var socket = (await context.AcceptWebSocketAsync("ocpp1.6")).WebSocket;
            _station = socket;
            _ = ReadAsync(socket);
        }
    }

    private async Task ReadAsync(WebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var count = 0;
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(count), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                    return;
                }

                count += part.Count;
                if (part.EndOfMessage)
                {
                    await OnFrameAsync(Encoding.UTF8.GetString(buffer, 0, count));
                    count = 0;
                }
            }
        }
        catch (Exception gone) when (gone is WebSocketException or IOException or ObjectDisposedException)
        {
            _log.Write("link", "broken");
        }
    }

    private async Task OnFrameAsync(string text)
    {
        _log.Write("->", text);
        string? answer = null;
        using (var frame = JsonDocument.Parse(text))
        {
            if (frame.RootElement[0].GetInt32() == 2)
            {
                answer = $"[3,{frame.RootElement[1].GetRawText()},{Answer(frame.RootElement[2].GetString()!)}]";
            }
        }

        if (answer is not null)
        {
            await SendAsync(answer);
        }

        Frames.Add(text);
    }

    private string Answer(string action) => action switch
    {
        "BootNotification" => $$"""{"status":"Accepted","currentTime":"{{Now()}}","interval":300}""",
        "Heartbeat" => $$"""{"currentTime":"{{Now()}}"}""",
        "Authorize" or "StopTransaction" => """{"idTagInfo":{"status":"Accepted"}}""",
        "StartTransaction" => $$"""{"idTagInfo":{"status":"Accepted"},"transactionId":{{++_transactions}}}""",
        _ => "{}",
    };

    private static string Now() => DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private Task SendAsync(string text)
    {
        _log.Write("<-", text);
        var station = _station ?? throw new InvalidOperationException("no station is there to be called");
        return station.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
    }
}
