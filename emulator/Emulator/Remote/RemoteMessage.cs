using System.Buffers.Binary;
using System.Text;

namespace ChargerFirmware.Emulator.Remote;

/// <summary>
/// What goes over a connection between a station and its board: frames, each its length in 16 bits and as many bytes. The station
/// greets and asks; each greeting and each request has one answer, a status byte and the rest. Both ends are one build.
/// </summary>
public static class RemoteMessage
{
    public const int HeaderBytes = 2;

    /// <summary>The longest frame.</summary>
    public const int MaxBytes = ushort.MaxValue;

    /// <summary>In the place of a level: none is set along with the mode.</summary>
    public const byte NoLevel = 0xFF;

    private const byte Done = 0;
    private const byte Failed = 1;

    public static byte[] Greeting(RemoteBus kind, string bus) => [(byte)kind, .. Encoding.UTF8.GetBytes(bus)];

    /// <exception cref="InvalidDataException">It is no greeting.</exception>
    public static (RemoteBus Kind, string Bus) ReadGreeting(ReadOnlySpan<byte> greeting) =>
        greeting.Length > 1 && Enum.IsDefined((RemoteBus)greeting[0])
            ? ((RemoteBus)greeting[0], Encoding.UTF8.GetString(greeting[1..]))
            : throw new InvalidDataException("expected a greeting: what kind of bus, and its name");

    public static byte[] Request(RemoteOperation operation, params ReadOnlySpan<byte> arguments) => [(byte)operation, .. arguments];

    public static byte[] ReadRequest(int atMost, TimeSpan timeout)
    {
        var request = new byte[11];
        request[0] = (byte)RemoteOperation.Read;
        BinaryPrimitives.WriteUInt16LittleEndian(request.AsSpan(1), (ushort)Math.Min(atMost, MaxBytes - 1));
        BinaryPrimitives.WriteInt64LittleEndian(request.AsSpan(3), (long)timeout.TotalMicroseconds);
        return request;
    }

    public static byte[] PauseRequest(TimeSpan duration)
    {
        var request = new byte[9];
        request[0] = (byte)RemoteOperation.Pause;
        BinaryPrimitives.WriteInt64LittleEndian(request.AsSpan(1), (long)duration.TotalMicroseconds);
        return request;
    }

    /// <summary>A stretch of time in a request.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static TimeSpan ReadDuration(ReadOnlySpan<byte> from)
    {
        var microseconds = from.Length == 8 ? BinaryPrimitives.ReadInt64LittleEndian(from) : -1;
        return microseconds is >= 0 and < 3_600_000_000
            ? TimeSpan.FromMicroseconds(microseconds)
            : throw new InvalidDataException("expected up to an hour in microseconds");
    }

    public static byte[] Answer(params ReadOnlySpan<byte> result) => [Done, .. result];

    public static byte[] Failure(string problem) => [Failed, .. Encoding.UTF8.GetBytes(problem)];

    /// <summary>The result in an answer.</summary>
    /// <exception cref="IOException">The board could not do it; says why.</exception>
    public static ReadOnlySpan<byte> ReadAnswer(ReadOnlySpan<byte> answer) => answer switch
    {
        [Done, .. var result] => result,
        [Failed, .. var problem] => throw new IOException(Encoding.UTF8.GetString(problem)),
        _ => throw new IOException("the board's answer cannot be read"),
    };
}
