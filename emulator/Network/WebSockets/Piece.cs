namespace ChargerFirmware.Network.WebSockets;

/// <summary>Bytes that pass together or not at all.</summary>
/// <param name="Wire">As they came.</param>
/// <param name="Text">What they say when they are one whole text message; null for anything else.</param>
public readonly record struct Piece(ReadOnlyMemory<byte> Wire, ReadOnlyMemory<byte>? Text = null);
