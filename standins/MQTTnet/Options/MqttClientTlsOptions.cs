using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace MQTTnet;

/// <summary>How the connection is secured.</summary>
public sealed class MqttClientTlsOptions
{
    /// <summary>Decides instead of the checks below.</summary>
    public Func<MqttClientCertificateValidationEventArgs, bool>? CertificateValidationHandler { get; set; }

    public bool UseTls { get; set; }

    public bool IgnoreCertificateRevocationErrors { get; set; }

    public bool IgnoreCertificateChainErrors { get; set; }

    public bool AllowUntrustedCertificates { get; set; }

    public X509RevocationMode RevocationMode { get; set; } = X509RevocationMode.Online;

    public IMqttClientCertificatesProvider? ClientCertificatesProvider { get; set; }

    /// <summary>The name the server's certificate must have; the host of the connection when null or empty.</summary>
    public string? TargetHost { get; set; }

    public SslProtocols SslProtocol { get; set; } = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>The only authorities trusted, instead of the machine's.</summary>
    public X509Certificate2Collection? TrustChain { get; set; }
}
