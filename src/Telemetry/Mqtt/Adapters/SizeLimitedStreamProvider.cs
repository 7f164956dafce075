using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ChargerFirmware.Telemetry.Mqtt.Configuration;
using MQTTnet.Channel;

namespace ChargerFirmware.Telemetry.Mqtt.Adapters;

/// <summary>
/// The way to the broker: a socket, TLS where asked for, and above it what bounds the packets. The library lays its own TLS above a stream it is
/// given, and would hide from us what is to be bounded: so it is asked for none. Files are read anew for each connection.
/// </summary>
internal sealed class SizeLimitedStreamProvider(MqttSettings settings, int largestPacketBytes) : IMqttClientStreamProvider
{
    public async Task<Stream> ConnectAsync(EndPoint brokerEndPoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Stream? stream = null;
        try
        {
            await socket.ConnectAsync(brokerEndPoint, cancellationToken).ConfigureAwait(false);
            stream = new NetworkStream(socket, ownsSocket: true);
            if (settings.UseTls)
            {
                var secured = new SslStream(stream, leaveInnerStreamOpen: false);
                stream = secured;
                await secured.AuthenticateAsClientAsync(Secure(), cancellationToken).ConfigureAwait(false);
            }

            return new SizeLimitedStream(stream, largestPacketBytes);
        }
        catch
        {
            stream?.Dispose();
            socket.Dispose();
            throw;
        }
    }

    private SslClientAuthenticationOptions Secure()
    {
        // A site's own authority publishes no list of revoked certificates, and a charger could not fetch it.
        var options = new SslClientAuthenticationOptions { TargetHost = settings.Host, CertificateRevocationCheckMode = X509RevocationMode.NoCheck };
        if (settings.CaFile is { } caFile)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(caFile);
            options.CertificateChainPolicy = policy;
        }

        if (settings.CertificateFile is { } certificateFile)
        {
            options.ClientCertificates = [X509Certificate2.CreateFromPemFile(certificateFile, settings.KeyFile)];
        }

        return options;
    }
}
