using System.Security.Cryptography.X509Certificates;

namespace MQTTnet;

/// <summary>Is asked for the client's certificates at each connect, so that a renewed one is taken without new options.</summary>
public interface IMqttClientCertificatesProvider
{
    X509CertificateCollection? GetCertificates();
}
