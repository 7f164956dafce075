namespace ChargerFirmware.Station.Maintenance;

/// <summary>A station that has no way to servers of files, and says so.</summary>
public sealed class NoFileTransfer : IFileTransfer
{
    public IReadOnlyList<string> Protocols => [];

    public Task DownloadAsync(Uri location, IDownloadTarget target, long maxBytes, CancellationToken cancellation) => Task.FromException(Refusal());

    public Task UploadAsync(Uri location, UploadedFile file, CancellationToken cancellation) => Task.FromException(Refusal());

    private static TransferException Refusal() => new("this station carries no files", isFinal: true);
}
