using System.Text;
using System.Text.Json;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Frames;
using ChargerFirmware.Ocpp.Links;

namespace ChargerFirmware.Tests.Scenarios.Fuzz;

/// <summary>
/// The shortest line there can be: at its other end nobody reads but this class, which lets the station boot and writes down what else
/// it says. Used on the loop.
/// </summary>
internal sealed class FuzzLine(Loop loop) : ILinkDialer, IFrameLink
{
    private readonly List<(int Type, string? Id, string? Word)> _sent = [];

    public event Action<ReadOnlyMemory<byte>>? Received;

    public event Action<FrameFault>? Refused
    {
        add { }
        remove { }
    }

    public event Action<LinkClosed>? Closed
    {
        add { }
        remove { }
    }

    public string Subprotocol => "ocpp1.6";

    public bool IsClosed { get; private set; }

    public Task<IFrameLink> ConnectAsync(DialOptions options, CancellationToken cancellation) => Task.FromResult<IFrameLink>(this);

    public void Open()
    {
    }

    public void PingEvery(TimeSpan interval)
    {
    }

    public void Close(string reason) => IsClosed = true;

    /// <summary>The station hears a frame.</summary>
    public void Deliver(byte[] frame) => Received?.Invoke(frame);

    /// <summary>What the station has sent since it was asked last: type, message id, and the action or the error code.</summary>
    public IReadOnlyList<(int Type, string? Id, string? Word)> TakeSent()
    {
        var sent = _sent.ToArray();
        _sent.Clear();
        return sent;
    }

    public void Send(ReadOnlyMemory<byte> utf8Frame)
    {
        using var frame = JsonDocument.Parse(utf8Frame);
        var array = frame.RootElement;
        var (type, id) = (array[0].GetInt32(), array[1].GetString());
        var word = array[2].ValueKind == JsonValueKind.String ? array[2].GetString() : null;
        _sent.Add((type, id, word));
        if (type == 2)
        {
            // Fits BootNotification.conf and, because stations read leniently, all others that are expected here.
            var answer = $"[3,\"{id}\",{{\"status\":\"Accepted\",\"currentTime\":\"{loop.Time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}\",\"interval\":86400}}]";
            loop.Post(() => Deliver(Encoding.UTF8.GetBytes(answer)));
        }
    }
}
