using System.Net.Sockets;

namespace ChargerFirmware.Transfers.Adapters;

/// <summary>The connection that carries one file.</summary>
internal sealed class FtpData(Socket socket) : IAsyncDisposable
{
    public Stream Stream { get; set; } = new NetworkStream(socket, ownsSocket: true);

    /// <summary>The end of a file that is sent is the end of its connection.</summary>
    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}
