namespace ChargerFirmware.Emulator.Remote;

/// <summary>The board's end of one connection. Used on the board's loop.</summary>
internal interface IServedBus : IDisposable
{
    /// <summary>Carries a request out; ends when the bus would have been done with it.</summary>
    /// <exception cref="IOException">The bus cannot do it.</exception>
    /// <exception cref="InvalidDataException">It is no request to such a bus.</exception>
    Task<byte[]> AnswerAsync(ReadOnlyMemory<byte> request);
}
