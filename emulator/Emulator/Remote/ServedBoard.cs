using ChargerFirmware.Hardware.Gpio;

namespace ChargerFirmware.Emulator.Remote;

/// <summary>Opens an emulated board's buses for connections from elsewhere. Used on the board's loop.</summary>
internal static class ServedBoard
{
    /// <param name="sendEdge">Where edges go, when that is what is asked for.</param>
    /// <exception cref="InvalidDataException">The board has no such bus.</exception>
    /// <exception cref="IOException">Nothing is wired to it.</exception>
    public static IServedBus Open(EmulatedBoard board, ReadOnlySpan<byte> greeting, Action<byte[]> sendEdge)
    {
        var (kind, name) = RemoteMessage.ReadGreeting(greeting);
        if (!board.Board.Buses.TryGetValue(name, out var bus) || KindOf(bus.Driver) != (kind == RemoteBus.Edges ? RemoteBus.Gpio : kind))
        {
            throw new InvalidDataException($"the board has no bus '{name}' of the kind {kind}");
        }

        return kind switch
        {
            RemoteBus.Gpio => new ServedGpio(board.Chip(name)),
            RemoteBus.Edges => new ServedEdges(board.Chip(name), sendEdge),
            RemoteBus.Spi => new ServedSpi(board.OpenExecutor(name), board.OpenSpi(name, bus.Options<SpiBusOptions>())),
            _ => new ServedLine(board.OpenExecutor(name), board.OpenLine(name)),
        };
    }

    private static RemoteBus KindOf(string driver) => driver switch
    {
        "gpio" => RemoteBus.Gpio,
        "spi" => RemoteBus.Spi,
        _ => RemoteBus.Line,
    };
}
