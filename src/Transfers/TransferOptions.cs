using System.Net.Security;
using ChargerFirmware.Transfers.Targets;

namespace ChargerFirmware.Transfers;

/// <summary>How servers of files are dealt with.</summary>
public sealed record TransferOptions
{
    /// <summary>How long nothing may move before a transfer counts as broken.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Judges a server's certificate; null for the machine's trust store.</summary>
    public RemoteCertificateValidationCallback? CertificateValidation { get; init; }

    /// <summary>
    /// Whether files may go to and come from this machine itself and its link. Set by the operator and never by a central
    /// system, which could otherwise reach through the station what listens here for the station only.
    /// </summary>
    public bool AllowLocal { get; init; }

    /// <summary>Where this program itself listens: refused even where <see cref="AllowLocal"/> is set.</summary>
    public OwnPorts OwnPorts { get; init; } = new();
}
