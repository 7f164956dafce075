using System.Net.WebSockets;
using System.Text;

namespace ChargerFirmware.Tests.Hostile;

/// <summary>Somebody who dials in to the central system that an emulator brings along, as a station would, and sends what it likes.</summary>
internal sealed class Stranger : IDisposable
{
    private readonly ClientWebSocket _socket = new();

    private Stranger()
    {
    }

    /// <summary>Each message that came, as it came.</summary>
    public Awaited<string> Answers { get; } = new();

    /// <summary>Where the central system of an emulator listens.</summary>
    public static async Task<Uri> AddressAsync(StationProcess emulator)
    {
        const string Head = "central system ws://";
        var line = await emulator.Output.FirstAsync("the address of the central system", line => line.StartsWith(Head, StringComparison.Ordinal));
        return new Uri(line["central system ".Length..line.IndexOf("/ocpp/", StringComparison.Ordinal)]);
    }

    /// <param name="path">With the identity.</param>
    /// <param name="subprotocols">What it offers, in its order; none is possible.</param>
    public static async Task<Stranger> DialAsync(Uri address, string path, params IEnumerable<string> subprotocols)
    {
        var stranger = new Stranger();
        foreach (var subprotocol in subprotocols)
        {
            stranger._socket.Options.AddSubProtocol(subprotocol);
        }

        using var patience = new CancellationTokenSource(Rig.Patience);
        await stranger._socket.ConnectAsync(new Uri(address, path), patience.Token);
        _ = stranger.ReadAsync();
        return stranger;
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    /// <summary>What the other side has closed meanwhile takes nothing, and that is all.</summary>
    public async Task SendAsync(byte[] message, WebSocketMessageType type)
    {
        using var patience = new CancellationTokenSource(Rig.Patience);
        try
        {
            await _socket.SendAsync(message, type, endOfMessage: true, patience.Token);
        }
        catch (WebSocketException)
        {
            // Closed.
        }
    }

    /// <summary>Calls, and waits for the answer.</summary>
    public async Task<string> CallAsync(string id, string action, string payload)
    {
        await SendAsync($"[2,\"{id}\",\"{action}\",{payload}]");
        return await Answers.FirstAsync($"the answer to {action}", text => text.Contains($"\"{id}\"", StringComparison.Ordinal));
    }

    public void Dispose() => _socket.Dispose();

    private async Task ReadAsync()
    {
        var buffer = new byte[256 * 1024];
        try
        {
            while (await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } part)
            {
                Answers.Add(Encoding.UTF8.GetString(buffer, 0, part.Count));
            }
        }
        catch (Exception gone) when (gone is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The other side, or the check, has ended it.
        }
    }
}
