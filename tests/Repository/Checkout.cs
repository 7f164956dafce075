using System.Runtime.CompilerServices;

namespace ChargerFirmware.Tests.Repository;

/// <summary>The files of this repository, read from the checkout that the tests were built from.</summary>
internal static class Checkout
{
    private static readonly string[] NotOurs = [".git", ".vs", ".idea", "artifacts", "bin", "obj", "node_modules", "TestResults"];

    private static readonly string[] Binary = [".png", ".ico", ".pcap", ".gz", ".zip", ".dll", ".woff2"];

    /// <summary>The folders that hold projects of ours.</summary>
    public static readonly string[] ProductFolders = ["src", "hardware", "emulator"];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<TextFile> Files { get; } = [.. Read(Root)];

    public static IEnumerable<TextFile> CSharp => Files.Where(file => file.Extension == ".cs");

    public static IReadOnlyList<Project> Projects { get; } =
        [.. Files.Where(file => file.Extension == ".csproj").Select(file => Project.Parse(file.Path, file.Text))];

    private static IEnumerable<TextFile> Read(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            // In a linked work tree .git is a file.
            if (!Binary.Contains(Path.GetExtension(path)) && !NotOurs.Contains(Path.GetFileName(path)))
            {
                yield return new TextFile(Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllText(path));
            }
        }

        foreach (var path in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (NotOurs.Contains(Path.GetFileName(path)) || new DirectoryInfo(path).LinkTarget is not null)
            {
                continue;
            }

            foreach (var file in Read(path))
            {
                yield return file;
            }
        }
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        // Where the sources were built may be gone (a container's path); where the assembly lies is not.
        foreach (var start in new[] { AppContext.BaseDirectory, Path.GetDirectoryName(here) })
        {
            for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
            {
                if (File.Exists(Path.Combine(folder, "ChargerFirmware.sln")))
                {
                    return folder;
                }
            }
        }

        throw new InvalidOperationException($"No ChargerFirmware.sln above {AppContext.BaseDirectory}.");
    }
}
