namespace ChargerFirmware.Station.Maintenance;

/// <summary>
/// Carries files to and from servers. An adapter: called on the loop, it does its waiting and its blocking elsewhere and ends there.
/// Locations may hold a user and a password, which an implementation never logs and never puts into an exception.
/// </summary>
public interface IFileTransfer
{
    /// <summary>What SupportedFileTransferProtocols says (OCPP 1.6 errata v4.0): of FTP, FTPS, HTTP and HTTPS those it speaks.</summary>
    IReadOnlyList<string> Protocols { get; }

    /// <summary>
    /// Fetches what <paramref name="target"/> does not hold yet of a file. A piece of another version of the file is thrown away
    /// first; what came until a failure stays, so that the next call goes on from there.
    /// </summary>
    /// <param name="maxBytes">A longer file is refused, before it fills a disk.</param>
    /// <exception cref="TransferException">The file is not there whole.</exception>
    Task DownloadAsync(Uri location, IDownloadTarget target, long maxBytes, CancellationToken cancellation);

    /// <summary>
    /// Puts a file onto a server. An address whose last part has a dot names the file, any other the directory for it.
    /// </summary>
    /// <exception cref="TransferException">Its arrival was not confirmed.</exception>
    Task UploadAsync(Uri location, UploadedFile file, CancellationToken cancellation);
}
