using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Emulator.Devices.Modbus.Adapters;

/// <summary>
/// Emulated Modbus devices on a real TCP port, for masters of other people: a bench tool, or our own on another machine.
/// Frames are taken apart on the connection's own task; the devices answer on the loop, where their physics live.
/// </summary>
public sealed class ModbusTcpServer : IDisposable
{
    private const int HeaderBytes = 6;

    private readonly Loop _loop;
    private readonly EmulatedModbusLine _line;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _end = new();

    /// <param name="loop">The devices' loop.</param>
    /// <param name="line">The line that they hang on; what it has lost is lost here, too.</param>
    /// <param name="endpoint">Where to listen; port 0 takes a free one.</param>
    public ModbusTcpServer(Loop loop, EmulatedModbusLine line, IPEndPoint endpoint)
    {
        _loop = loop;
        _line = line;
        _listener = new TcpListener(endpoint);
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Stops listening and closes every connection.</summary>
    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var end = _end.Token;
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(end);
                _ = Task.Run(() => ServeAsync(client, end));
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(Socket client, CancellationToken end)
    {
        using var stream = new NetworkStream(client, ownsSocket: true);
        var frame = new byte[260];
        try
        {
            while (true)
            {
                await stream.ReadExactlyAsync(frame.AsMemory(0, HeaderBytes), end);
                var follows = BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(4));
                if (frame[2] != 0 || frame[3] != 0 || follows is < 2 or > 254)
                {
                    return;
                }

                await stream.ReadExactlyAsync(frame.AsMemory(HeaderBytes, follows), end);
                if (await AnswerAsync(frame[6], frame[7..(HeaderBytes + follows)]) is { } pdu)
                {
                    await stream.WriteAsync((byte[])[.. frame[..4], (byte)((pdu.Length + 1) >> 8), (byte)(pdu.Length + 1), frame[6], .. pdu], end);
                }
            }
        }
        catch (Exception closed) when (closed is IOException or OperationCanceledException)
        {
            // The master has gone, or we end.
        }
    }

    private Task<byte[]?> AnswerAsync(byte unit, byte[] request)
    {
        var done = new TaskCompletionSource<byte[]?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _loop.Post(() => done.SetResult(_line.FindAnswering(unit)?.Answer(request)));
        return done.Task;
    }
}
