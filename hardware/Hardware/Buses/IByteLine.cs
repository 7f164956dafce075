namespace ChargerFirmware.Hardware.Buses;

/// <summary>
/// A line that carries bytes: a serial port, a TCP connection, or the emulation of one. Blocking; used by one thread,
/// that of its bus's executor.
/// </summary>
public interface IByteLine : IDisposable
{
    /// <summary>Writes all bytes.</summary>
    /// <exception cref="IOException">The line is gone; the next call tries to open it again.</exception>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Reads what is there, at least one byte, and at most what fits.</summary>
    /// <returns>Number of bytes; 0 when <paramref name="timeout"/> passed without any.</returns>
    /// <exception cref="IOException">The line is gone; the next call tries to open it again.</exception>
    int Read(Span<byte> buffer, TimeSpan timeout);

    /// <summary>Throws away what has arrived and was not read: the remains of an answer that came too late.</summary>
    void DiscardInput();

    /// <summary>Stays silent for <paramref name="duration"/>: the gap a protocol wants between two frames.</summary>
    void Pause(TimeSpan duration);
}
