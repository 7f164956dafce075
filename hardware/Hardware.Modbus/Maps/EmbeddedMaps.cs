using System.Collections.Concurrent;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Hardware.Modbus.Maps;

/// <summary>The map files that lie beside this project and are built into it: one of a folder, read once a process.</summary>
/// <param name="folder"><c>meters</c> or <c>controllers</c>.</param>
internal sealed class EmbeddedMaps<T>(string folder, Func<string, string, T> parse)
{
    private readonly ConcurrentDictionary<string, T> _read = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Names { get; } =
        [.. typeof(EmbeddedMaps<T>).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith($"{folder}/", StringComparison.Ordinal))
            .Select(name => name[(folder.Length + 1)..^".json".Length])
            .Order(StringComparer.Ordinal)];

    /// <exception cref="BoardException">There is no such file, or it is not what it should be.</exception>
    public T Load(string name) => Names.Contains(name)
        ? _read.GetOrAdd(name, Parse)
        : throw new BoardException($"hardware/{folder}/{name}.json", "$", $"there is no such file; expected one of: {string.Join(", ", Names)}");

    private T Parse(string name)
    {
        var resource = $"{folder}/{name}.json";
        using var stream = typeof(EmbeddedMaps<T>).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);

        // Refusals name the file that has to be corrected, as it stands in the repository.
        return parse($"hardware/{resource}", reader.ReadToEnd());
    }
}
