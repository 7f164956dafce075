using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace MQTTnet.Wire;

/// <summary>Reaches the server over TCP, and secures the way if asked.</summary>
internal static class Transport
{
    private const X509ChainStatusFlags RevocationErrors =
        X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.Revoked | X509ChainStatusFlags.OfflineRevocation;

    /// <returns>No socket where a stream provider made the way.</returns>
    public static async Task<(Socket? Socket, Stream Stream)> ConnectAsync(MqttClientOptions options, CancellationToken cancellationToken)
    {
        var channel = options.ChannelOptions as MqttClientTcpOptions ?? throw new NotSupportedException("Only TCP is supported.");
        var server = channel.RemoteEndpoint ?? throw new ArgumentException("No endpoint is set.");
        if (channel.StreamProvider is { } provider)
        {
            var provided = await provider.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
            return (null, channel.TlsOptions is { UseTls: true } above
                ? await SecureAsync(provided, channel, above, server, cancellationToken).ConfigureAwait(false)
                : provided);
        }

        var socket = channel.AddressFamily == AddressFamily.Unspecified
            ? new Socket(SocketType.Stream, channel.ProtocolType)
            : new Socket(channel.AddressFamily, SocketType.Stream, channel.ProtocolType);
        try
        {
            socket.ReceiveBufferSize = channel.BufferSize;
            socket.SendBufferSize = channel.BufferSize;
            socket.NoDelay = channel.NoDelay;
            if (channel.LocalEndpoint is not null)
            {
                socket.Bind(channel.LocalEndpoint);
            }

            await socket.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
            Stream stream = new NetworkStream(socket, ownsSocket: true);
            if (channel.TlsOptions is { UseTls: true } tls)
            {
                stream = await SecureAsync(stream, channel, tls, server, cancellationToken).ConfigureAwait(false);
            }

            return (socket, stream);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<Stream> SecureAsync(
        Stream stream, MqttClientTcpOptions channel, MqttClientTlsOptions tls, EndPoint server, CancellationToken cancellationToken)
    {
        var secured = new SslStream(stream, leaveInnerStreamOpen: false);
        try
        {
            await secured.AuthenticateAsClientAsync(Authentication(channel, tls, server), cancellationToken).ConfigureAwait(false);
            return secured;
        }
        catch
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static SslClientAuthenticationOptions Authentication(MqttClientTcpOptions channel, MqttClientTlsOptions tls, EndPoint server)
    {
        var host = server switch { DnsEndPoint name => name.Host, IPEndPoint address => address.Address.ToString(), _ => "" };
        var revocation = tls.IgnoreCertificateRevocationErrors ? X509RevocationMode.NoCheck : tls.RevocationMode;
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = string.IsNullOrEmpty(tls.TargetHost) ? host : tls.TargetHost,
            ClientCertificates = tls.ClientCertificatesProvider?.GetCertificates(),
            EnabledSslProtocols = tls.SslProtocol,
            CertificateRevocationCheckMode = revocation,
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) => IsTrusted(channel, tls, certificate, chain, errors),
        };
        if (tls.TrustChain is { Count: > 0 } authorities)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                VerificationFlags = X509VerificationFlags.IgnoreEndRevocationUnknown,
                RevocationMode = revocation,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        return options;
    }

    private static bool IsTrusted(
        MqttClientTcpOptions channel, MqttClientTlsOptions tls, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (tls.CertificateValidationHandler is { } handler)
        {
            return handler(new MqttClientCertificateValidationEventArgs(certificate, chain, errors, channel));
        }

        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        var found = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.NoError;
        return ((found & RevocationErrors) == 0 || tls.IgnoreCertificateRevocationErrors)
            && ((found & X509ChainStatusFlags.PartialChain) == 0 || tls.IgnoreCertificateChainErrors)
            && tls.AllowUntrustedCertificates;
    }
}
