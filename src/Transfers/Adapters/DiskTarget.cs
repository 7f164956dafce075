using ChargerFirmware.Station.Maintenance;

namespace ChargerFirmware.Transfers.Adapters;

/// <summary>Where an image is collected on a disk: two files in a folder of its own, the image and the server's name for its version.</summary>
public sealed class DiskTarget : IDownloadTarget
{
    private readonly string _folder;
    private readonly string _validator;

    /// <param name="folder">Is made when it is not there.</param>
    public DiskTarget(string folder)
    {
        _folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(_folder);
        File = Path.Combine(_folder, "image.part");
        _validator = Path.Combine(_folder, "image.version");
    }

    /// <summary>The path of the image.</summary>
    public string File { get; }

    public long LengthBytes => System.IO.File.Exists(File) ? new FileInfo(File).Length : 0;

    public long FreeBytes => new DriveInfo(_folder).AvailableFreeSpace;

    public string? Validator => System.IO.File.Exists(_validator) ? System.IO.File.ReadAllText(_validator) : null;

    public void Clear()
    {
        // The name goes first: an image without one is never gone on with.
        System.IO.File.Delete(_validator);
        System.IO.File.Delete(File);
    }

    public Stream Begin(string? validator)
    {
        Clear();
        var stream = new FileStream(File, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        if (validator is not null)
        {
            System.IO.File.WriteAllText(_validator, validator);
        }

        return stream;
    }

    public Stream Continue() => new FileStream(File, FileMode.Append, FileAccess.Write, FileShare.Read);
}
