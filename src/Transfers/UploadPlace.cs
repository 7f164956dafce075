namespace ChargerFirmware.Transfers;

/// <summary>What the address of an upload names. The standard wants a directory (OCPP 1.6, 5.9); many central systems give a file.</summary>
public static class UploadPlace
{
    /// <summary>The last part of the path has a dot: it is a file and no directory.</summary>
    public static bool NamesFile(Uri location) => location.Segments[^1] is var last && !last.EndsWith('/') && last.Contains('.', StringComparison.Ordinal);
}
