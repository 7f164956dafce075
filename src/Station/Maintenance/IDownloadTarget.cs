namespace ChargerFirmware.Station.Maintenance;

/// <summary>
/// Where a download is collected. What is there survives a restart, and nothing is ever run from here. Used by one transfer at a
/// time, on whatever thread that transfer runs.
/// </summary>
public interface IDownloadTarget
{
    /// <summary>How many bytes are there.</summary>
    long LengthBytes { get; }

    /// <summary>How many bytes more would fit on the disk.</summary>
    long FreeBytes { get; }

    /// <summary>What the server called this version of the file when its first byte came; null when it did not say.</summary>
    string? Validator { get; }

    /// <summary>Throws away what is there.</summary>
    void Clear();

    /// <summary>Begins a file anew; what is there is thrown away.</summary>
    Stream Begin(string? validator);

    /// <summary>Goes on behind what is there.</summary>
    Stream Continue();
}
