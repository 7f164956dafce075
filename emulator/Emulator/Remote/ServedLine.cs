using System.Buffers.Binary;
using ChargerFirmware.Hardware.Buses;

namespace ChargerFirmware.Emulator.Remote;

/// <summary>A line that carries bytes for a station elsewhere. Each request is answered after the time it takes on the wire.</summary>
internal sealed class ServedLine(IBusExecutor executor, IByteLine line) : IServedBus
{
    public Task<byte[]> AnswerAsync(ReadOnlyMemory<byte> request) => executor.RunAsync(() => Answer(request.Span));

    public void Dispose() => executor.Dispose();

    private byte[] Answer(ReadOnlySpan<byte> request)
    {
        switch (request)
        {
            case [(byte)RemoteOperation.Write, .. var bytes]:
                line.Write(bytes);
                return [];
            case [(byte)RemoteOperation.Read, _, _, .. { Length: 8 } timeout]:
                var buffer = new byte[BinaryPrimitives.ReadUInt16LittleEndian(request[1..])];
                return buffer[..line.Read(buffer, RemoteMessage.ReadDuration(timeout))];
            case [(byte)RemoteOperation.Discard]:
                line.DiscardInput();
                return [];
            case [(byte)RemoteOperation.Pause, .. { Length: 8 } duration]:
                line.Pause(RemoteMessage.ReadDuration(duration));
                return [];
            default:
                throw new InvalidDataException("expected a request to a line");
        }
    }
}
