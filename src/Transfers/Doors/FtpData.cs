using System.Net.Sockets;

namespace ChargerFirmware.Transfers.Doors;

/// <summary>The connection that carries one file.</summary>
internal sealed class FtpData(TcpClient socket) : IAsyncDisposable
{
    public Stream Stream { get; set; } = socket.GetStream();

    /// <summary>The end of a file that is sent is the end of its connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync().ConfigureAwait(false);
        socket.Dispose();
    }
}
