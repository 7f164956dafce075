using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ChargerFirmware.Tests.Unit.Transfers.Adapters;

/// <summary>A server on loopback that gives one connection over TLS one answer, whatever it asks.</summary>
internal sealed class TlsAnswer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    public TlsAnswer(X509Certificate2 certificate, string answer)
    {
        _listener.Start();
        _serving = ServeAsync(certificate, answer);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _serving;
        _listener.Dispose();
    }

    private async Task ServeAsync(X509Certificate2 certificate, string answer)
    {
        using var client = await _listener.AcceptTcpClientAsync();
        await using var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsServerAsync(certificate);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
        try
        {
            await stream.CopyToAsync(Stream.Null);
        }
        catch (IOException)
        {
            // The client has read its answer and gone.
        }
    }
}
