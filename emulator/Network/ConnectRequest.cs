namespace ChargerFirmware.Network;

/// <summary>A station that wants to connect, as the central system sees it.</summary>
/// <param name="Subprotocols">What the station offers, in order of preference.</param>
/// <param name="Password">The password of HTTP basic authentication; null for none.</param>
public sealed record ConnectRequest(string Identity, IReadOnlyList<string> Subprotocols, ReadOnlyMemory<byte>? Password);
