namespace ChargerFirmware.Tests.Repository;

/// <summary>A file of the checkout; its path is relative to the root and has forward slashes.</summary>
internal sealed record TextFile(string Path, string Text)
{
    public string Extension => System.IO.Path.GetExtension(Path);

    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The folder, empty at the root.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    public string[] Lines { get; } = Text.TrimEnd('\n').Split('\n');

    public bool IsUnder(params string[] folders) =>
        folders.Any(folder => Path.StartsWith(folder + '/', StringComparison.Ordinal));
}
