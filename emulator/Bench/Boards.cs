using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Adapters;

namespace ChargerFirmware.Bench;

/// <summary>The boards that come with the program, and those on disk.</summary>
public static class Boards
{
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(Boards).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("boards/", StringComparison.Ordinal)).Select(name => name["boards/".Length..]).Order(StringComparer.Ordinal),
    ];

    /// <summary>A board by its name here, or by the path of its file.</summary>
    /// <exception cref="BoardException">There is none, or it cannot be used.</exception>
    public static BoardFile Load(string nameOrPath)
    {
        using var resource = typeof(Boards).Assembly.GetManifestResourceStream($"boards/{nameOrPath}");
        if (resource is null)
        {
            return File.Exists(nameOrPath)
                ? BoardFiles.Load(nameOrPath)
                : throw new BoardException(nameOrPath, "$", $"there is no such file, and no such board; expected a path or one of: {string.Join(", ", Names)}");
        }

        using var reader = new StreamReader(resource);
        return BoardFile.Parse($"boards/{nameOrPath}.json", reader.ReadToEnd());
    }
}
