using ChargerFirmware.Station.Maintenance;

namespace ChargerFirmware.Transfers.Adapters;

/// <summary>
/// Files over real sockets, on the thread pool: an await on a loop continues there. Gives up when nothing has moved for
/// <see cref="TransferOptions.Patience"/>, and after no time in all: a slow line is not a broken one.
/// </summary>
public sealed class FileTransfer : IFileTransfer, IDisposable
{
    private readonly HttpTransfer _http;
    private readonly FtpTransfer _ftp;

    public FileTransfer(TransferOptions? options = null)
    {
        options ??= new TransferOptions();
        var gate = new TargetGate(options);
        _http = new HttpTransfer(options, gate);
        _ftp = new FtpTransfer(options, gate);
    }

    public IReadOnlyList<string> Protocols { get; } = ["FTP", "FTPS", "HTTP", "HTTPS"];

    public Task DownloadAsync(Uri location, IDownloadTarget target, long maxBytes, CancellationToken cancellation) =>
        CarryAsync(way => way.DownloadAsync(location, target, maxBytes, cancellation), location, cancellation);

    public Task UploadAsync(Uri location, UploadedFile file, CancellationToken cancellation) =>
        CarryAsync(way => way.UploadAsync(location, file, cancellation), location, cancellation);

    public void Dispose() => _http.Dispose();

    private Task CarryAsync(Func<IFileWay, Task> carry, Uri location, CancellationToken cancellation) => Task.Run(
        async () =>
        {
            try
            {
                await carry(Choose(location)).ConfigureAwait(false);
            }
            catch (OperationCanceledException silence) when (!cancellation.IsCancellationRequested)
            {
                throw new TransferException("the server has fallen silent", inner: silence);
            }
            catch (TransferException refusal)
            {
                throw new TransferException(SafeMessage.Of(refusal.Message, location), refusal.IsFinal, refusal);
            }
            catch (HttpRequestException carried) when (carried.InnerException is TransferException refusal)
            {
                throw new TransferException(SafeMessage.Of(refusal.Message, location), refusal.IsFinal, carried);
            }
#pragma warning disable CA1031 // Whatever a server makes of it is a transfer that failed, and never a fault of the station's loop.
            catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
            {
                cancellation.ThrowIfCancellationRequested();
                throw new TransferException(SafeMessage.Of(failure.GetBaseException().Message, location), inner: failure);
            }
        },
        CancellationToken.None);

    private IFileWay Choose(Uri location) => location.Scheme switch
    {
        "http" or "https" => _http,
        "ftp" or "ftps" => _ftp,
        _ => throw new TransferException(
            $"{location.Scheme} is not spoken here; expected one of {string.Join(", ", Protocols)}", isFinal: true),
    };
}
