using ChargerFirmware.Station.Maintenance;

namespace ChargerFirmware.Transfers.Adapters;

/// <summary>One protocol. Runs on the thread pool; what it throws besides <see cref="TransferException"/> is made one above.</summary>
internal interface IFileWay
{
    Task DownloadAsync(Uri location, IDownloadTarget target, long maxBytes, CancellationToken cancellation);

    Task UploadAsync(Uri location, UploadedFile file, CancellationToken cancellation);
}
