using System.Xml.Linq;

namespace ChargerFirmware.Tests.Repository;

/// <summary>What the rules ask of a project file.</summary>
internal sealed record Project(string Path, IReadOnlyList<string> References, IReadOnlyList<XElement> Packages, XElement Content)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The first folder of its path: src, hardware, emulator or tests.</summary>
    public string Group => Path.Split('/')[0];

    public bool IsProduct => Checkout.ProductFolders.Contains(Group);

    public string? Property(string name) => Content.Descendants(name).LastOrDefault()?.Value;

    /// <param name="path">Relative to the root.</param>
    public static Project Parse(string path, string xml)
    {
        var content = XDocument.Parse(xml).Root!;
        return new Project(
            path,
            [.. content.Descendants("ProjectReference").Attributes("Include").Select(include => include.Value.Replace('\\', '/'))],
            [.. content.Descendants("PackageReference")],
            content);
    }
}
