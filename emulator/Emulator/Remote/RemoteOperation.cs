namespace ChargerFirmware.Emulator.Remote;

/// <summary>What a request asks of a bus; its first byte. Numbers are little endian.</summary>
public enum RemoteOperation : byte
{
    /// <summary>Pin, mode, and a level or <see cref="RemoteMessage.NoLevel"/>.</summary>
    SetMode = 1,

    /// <summary>Pin; the answer is the mode.</summary>
    GetMode = 2,

    /// <summary>Pin; the answer is the level.</summary>
    ReadPin = 3,

    /// <summary>Pin and level.</summary>
    WritePin = 4,

    /// <summary>The bytes of one SPI transfer; the answer is as long.</summary>
    Transfer = 5,

    /// <summary>Bytes for the line.</summary>
    Write = 6,

    /// <summary>How many bytes at most (16 bits) and for how many microseconds (64 bits); the answer is what came.</summary>
    Read = 7,

    /// <summary>Throws away what has arrived on the line.</summary>
    Discard = 8,

    /// <summary>Microseconds of silence (64 bits).</summary>
    Pause = 9,
}
