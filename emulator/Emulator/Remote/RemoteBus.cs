namespace ChargerFirmware.Emulator.Remote;

/// <summary>What a connection to a remote board is for; the first byte of its greeting, the bus's name in UTF-8 follows.</summary>
public enum RemoteBus : byte
{
    /// <summary>The pins of a chip: requests and their answers.</summary>
    Gpio = 1,

    /// <summary>The edges of a chip's inputs, as they come. Only the board writes here once it has answered the greeting.</summary>
    Edges = 2,

    Spi = 3,

    /// <summary>A line that carries bytes.</summary>
    Line = 4,
}
