using System.Security.Cryptography.X509Certificates;
using ChargerFirmware.Telemetry.Mqtt.Configuration;
using ChargerFirmware.Telemetry.Mqtt.Connection;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace ChargerFirmware.Telemetry.Mqtt.Doors;

/// <summary>What the client is told of the broker. Read anew for each connection, so that a renewed certificate is taken.</summary>
internal static class ConnectOptions
{
    /// <summary>What a broker may send us at most; commands are a fraction of it.</summary>
    private const uint MaximumPacketBytes = 64 * 1024;

    private static readonly TimeSpan s_keepAlive = TimeSpan.FromSeconds(30);

    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">A file is no certificate, or no key.</exception>
    public static MqttClientOptions Of(MqttSettings settings, string clientId, BrokerMessage will)
    {
        var builder = new MqttClientOptionsBuilder()
            .WithTcpServer(settings.Host, settings.Port)
            .WithProtocolVersion(settings.Version == MqttVersion.V500 ? MqttProtocolVersion.V500 : MqttProtocolVersion.V311)
            .WithClientId(clientId)
            .WithCleanStart()
            .WithKeepAlivePeriod(s_keepAlive)
            .WithWillTopic(will.Topic)
            .WithWillPayload(will.Payload.ToArray())
            .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .WithWillRetain(will.Retain);
        if (settings.Version == MqttVersion.V500)
        {
            builder.WithMaximumPacketSize(MaximumPacketBytes).WithReceiveMaximum(16);
        }

        if (settings.User is { } user)
        {
            builder.WithCredentials(user, settings.Password);
        }

        if (settings.UseTls)
        {
            builder.WithTlsOptions(tls => Secure(tls, settings));
        }

        return builder.Build();
    }

    private static void Secure(MqttClientTlsOptionsBuilder tls, MqttSettings settings)
    {
        // A site's own authority publishes no list of revoked certificates, and a charger could not fetch it.
        tls.WithTargetHost(settings.Host).WithRevocationMode(X509RevocationMode.NoCheck);
        if (settings.CaFile is { } caFile)
        {
            var trusted = new X509Certificate2Collection();
            trusted.ImportFromPemFile(caFile);
            tls.WithTrustChain(trusted);
        }

        if (settings.CertificateFile is { } certificateFile)
        {
            tls.WithClientCertificates([X509Certificate2.CreateFromPemFile(certificateFile, settings.KeyFile)]);
        }
    }
}
