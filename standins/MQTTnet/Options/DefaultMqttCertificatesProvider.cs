using System.Security.Cryptography.X509Certificates;

namespace MQTTnet;

/// <summary>Always the same certificates.</summary>
public sealed class DefaultMqttCertificatesProvider : IMqttClientCertificatesProvider
{
    private readonly X509CertificateCollection _certificates;

    public DefaultMqttCertificatesProvider(X509Certificate2Collection certificates)
    {
        _certificates = certificates;
    }

    public DefaultMqttCertificatesProvider(IEnumerable<X509Certificate> certificates)
    {
        _certificates = [.. certificates];
    }

    public X509CertificateCollection GetCertificates() => _certificates;
}
