using System.Net.Security;

namespace ChargerFirmware.Transfers;

/// <summary>How servers of files are dealt with.</summary>
public sealed record TransferOptions
{
    /// <summary>How long nothing may move before a transfer counts as broken.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Judges a server's certificate; null for the machine's trust store.</summary>
    public RemoteCertificateValidationCallback? CertificateValidation { get; init; }
}
