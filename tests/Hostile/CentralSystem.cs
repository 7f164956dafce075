using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace ChargerFirmware.Tests.Hostile;

/// <summary>
/// A central system that does as it is asked, right or wrong. It shares no code with ours: sockets, an upgrade by hand, text.
/// Unless a check answers otherwise every station is accepted and every call is answered as the standard has it.
/// </summary>
internal sealed class CentralSystem : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, Func<OcppFrame, string?>> _answers = new();
    private int _transactions;
    private int _calls;

    public CentralSystem()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>What <c>--csms</c> takes.</summary>
    public Uri Url => new($"ws://127.0.0.1:{Port}/ocpp");

    /// <summary>The connections whose upgrade was answered, in order.</summary>
    public Awaited<Connection> Connections { get; } = new();

    /// <summary>All that stations sent, in order.</summary>
    public Awaited<OcppFrame> Frames { get; } = new();

    /// <summary>Runs for each connection, right after its upgrade.</summary>
    public Func<Connection, Task>? OnConnection { get; set; }

    /// <summary>Decides on an upgrade by its request head: null accepts, a status line such as "503 Service Unavailable" refuses.</summary>
    public Func<string, string?>? OnUpgrade { get; set; }

    /// <summary>What goes to stations as the time.</summary>
    public Func<DateTimeOffset> Clock { get; set; } = () => DateTimeOffset.UtcNow;

    /// <summary>In seconds, in BootNotification.conf.</summary>
    public int Interval { get; set; } = 300;

    /// <summary>The connection of last.</summary>
    public Connection Current => Connections.Items[^1];

    /// <summary>Answers the calls of an action with the payload that <paramref name="payload"/> gives, JSON; null: silence.</summary>
    public void Answer(string action, Func<OcppFrame, string?> payload) =>
        _answers[action] = call => payload(call) is { } json ? $"[3,{Quoted(call.MessageId)},{json}]" : null;

    /// <summary>Answers the calls of an action with whole frames; null: silence.</summary>
    public void AnswerFrame(string action, Func<OcppFrame, string?> frame) => _answers[action] = frame;

    /// <summary>Answers the calls of an action as the standard has it again.</summary>
    public void AnswerDuly(string action) => _answers.TryRemove(action, out _);

    /// <summary>Waits for a call of a station.</summary>
    /// <param name="from">The index of the first frame looked at: <see cref="Awaited{T}.Count"/> of before, for a new one.</param>
    public Task<OcppFrame> CallOfAsync(string action, Func<JsonElement, bool>? wanted = null, int from = 0, TimeSpan? within = null) =>
        Frames.FirstAsync(action, frame => frame.IsCall(action) && (wanted is null || wanted(frame.Payload)), from, within);

    public Task<OcppFrame> StatusAsync(int connector, string status, int from = 0, TimeSpan? within = null) => Frames.FirstAsync(
        $"StatusNotification {connector} {status}",
        frame => frame.IsCall("StatusNotification") && frame.Payload.GetProperty("connectorId").GetInt32() == connector
            && frame.Payload.GetProperty("status").GetString() == status,
        from, within);

    /// <summary>Calls the station on its latest connection.</summary>
    /// <returns>Its CALLRESULT or CALLERROR.</returns>
    public async Task<OcppFrame> CallAsync(string action, string payload)
    {
        var id = $"hostile-{Interlocked.Increment(ref _calls)}";
        var from = Frames.Count;
        await Current.SendAsync($"[2,\"{id}\",\"{action}\",{payload}]");
        return await Frames.FirstAsync($"the answer to {action}", frame => frame.Type is 3 or 4 && frame.MessageId == id, from);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        foreach (var connection in Connections.Items)
        {
            connection.Abort();
        }
    }

    internal async Task OnFrameAsync(Connection connection, string text)
    {
        var frame = OcppFrame.Read(connection.Number, text);
        Frames.Add(frame);
        if (frame.Type == 2 && (_answers.TryGetValue(frame.Action, out var answer) ? answer(frame) : Due(frame)) is { } reply)
        {
            await connection.SendAsync(reply);
        }
    }

    private string Due(OcppFrame call)
    {
        var payload = call.Action switch
        {
            "BootNotification" => $$"""{"status":"Accepted","currentTime":"{{Now()}}","interval":{{Interval}}}""",
            "Heartbeat" => $$"""{"currentTime":"{{Now()}}"}""",
            "Authorize" or "StopTransaction" => """{"idTagInfo":{"status":"Accepted"}}""",
            "StartTransaction" => $$"""{"idTagInfo":{"status":"Accepted"},"transactionId":{{Interlocked.Increment(ref _transactions)}}}""",
            "DataTransfer" => """{"status":"Accepted"}""",
            _ => "{}",
        };
        return $"[3,{Quoted(call.MessageId)},{payload}]";
    }

    private string Now() => Clock().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            if (await Connection.UpgradeAsync(client, Connections.Count, OnUpgrade) is not { } connection)
            {
                return;
            }

            Connections.Add(connection);
            if (OnConnection is { } began)
            {
                await began(connection);
            }

            await connection.ReadAsync(this);
        }
        catch (Exception gone) when (gone is IOException or System.Net.WebSockets.WebSocketException or ObjectDisposedException or SocketException)
        {
            client.Dispose();
        }
    }
}
