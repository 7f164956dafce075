using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Maintenance;

namespace ChargerFirmware.Bench.Maintenance;

/// <summary>
/// Servers of files in virtual time, and the way to them: what is put here under an address can be fetched there, and what a station
/// uploads stays here. Can refuse, stall, and cut a file in the middle. Used on the bench's loop only.
/// </summary>
public sealed class VirtualFileServer(Loop loop) : IFileTransfer
{
    /// <summary>How long somebody waits for the next byte.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan s_latency = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<string, VirtualFile> _files = new(StringComparer.Ordinal);
    private int _version;

    /// <summary>A download has ended or an upload has come: what happened, for people.</summary>
    public event Action<string>? Happened;

    public IReadOnlyList<string> Protocols { get; } = ["FTP", "FTPS", "HTTP", "HTTPS"];

    /// <summary>What has come, in order.</summary>
    public IReadOnlyList<VirtualUpload> Uploads => _uploads;

    /// <summary>Bytes that went to the station, over all downloads.</summary>
    public long ServedBytes { get; private set; }

    /// <summary>How fast files go.</summary>
    public int BytesPerSecond { get; set; } = 100_000;

    /// <summary>Uploads are refused while it is true.</summary>
    public bool RefusesUploads { get; set; }

    private readonly List<VirtualUpload> _uploads = [];

    /// <summary>Puts a file there, or another version of it.</summary>
    /// <param name="url">With or without a user: an address is looked up without.</param>
    public VirtualFile Put(string url, byte[] content) => _files[Key(new Uri(url))] = new VirtualFile(content, ++_version);

    public bool Remove(string url) => _files.Remove(Key(new Uri(url)));

    public VirtualFile? Find(string url) => _files.GetValueOrDefault(Key(new Uri(url)));

    public async Task DownloadAsync(Uri location, IDownloadTarget target, long maxBytes, CancellationToken cancellation)
    {
        var file = await OpenAsync(location, cancellation);
        Check(file, target, maxBytes);
        var offset = target.Validator == file.Validator && target.LengthBytes <= file.Content.Length ? (int)target.LengthBytes : 0;
        using var stream = offset > 0 ? target.Continue() : target.Begin(file.Validator);
        var end = file.CutAfterBytes is { } cut ? Math.Min(cut, file.Content.Length) : file.Content.Length;
        for (var at = offset; at < end;)
        {
            var count = Math.Min(BytesPerSecond, end - at);
            await Task.Delay(TimeSpan.FromSeconds((double)count / BytesPerSecond), loop.Time, cancellation);
            stream.Write(file.Content.Span.Slice(at, count));
            at += count;
            ServedBytes += count;
        }

        Happened?.Invoke($"served {Key(location)} bytes {offset}..{end} of {file.Content.Length}");
        if (end < file.Content.Length)
        {
            file.CutAfterBytes = null;
            throw new TransferException($"the connection was lost after {end} of {file.Content.Length} bytes");
        }
    }

    public async Task UploadAsync(Uri location, UploadedFile file, CancellationToken cancellation)
    {
        CheckProtocol(location);
        var content = file.Content();

        // Not by its length: a zip file's depends on the library that packs it.
        await Task.Delay(TimeSpan.FromSeconds(2), loop.Time, cancellation);
        if (RefusesUploads)
        {
            Happened?.Invoke($"refused upload of {file.Name}");
            throw new TransferException("the server refused the file");
        }

        _uploads.Add(new VirtualUpload(Key(location), file.Name, content));
        Happened?.Invoke($"took upload of {file.Name} at {Key(location)}");
    }

    private static string Key(Uri location) => location.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private async Task<VirtualFile> OpenAsync(Uri location, CancellationToken cancellation)
    {
        CheckProtocol(location);
        await Task.Delay(s_latency, loop.Time, cancellation);
        if (!_files.TryGetValue(Key(location), out var file))
        {
            throw new TransferException("the server has no such file");
        }

        if (file.Stalls)
        {
            await Task.Delay(s_patience, loop.Time, cancellation);
            throw new TransferException($"nothing came for {s_patience.TotalSeconds:F0} s");
        }

        return file;
    }

    private static void Check(VirtualFile file, IDownloadTarget target, long maxBytes)
    {
        if (file.Content.Length > maxBytes)
        {
            throw new TransferException($"the file has {file.Content.Length} bytes, more than the {maxBytes} that fit", isFinal: true);
        }

        if (file.Content.Length - target.LengthBytes > target.FreeBytes)
        {
            throw new TransferException($"the disk has room for {target.FreeBytes} bytes only");
        }
    }

    private void CheckProtocol(Uri location)
    {
        if (!Protocols.Contains(location.Scheme, StringComparer.OrdinalIgnoreCase))
        {
            throw new TransferException($"{location.Scheme} is not supported here; expected one of {string.Join(", ", Protocols)}", isFinal: true);
        }
    }
}
