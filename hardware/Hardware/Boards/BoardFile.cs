using System.Text.Json;

namespace ChargerFirmware.Hardware.Boards;

/// <summary>
/// A board as data: buses, devices on them, and the roles that devices play. What is said here is checked for form;
/// whether drivers exist and devices fit their roles is checked where the drivers are known, in the composition.
/// </summary>
public sealed class BoardFile
{
    private static readonly string[] s_keys = ["$schema", "identity", "buses", "devices", "station", "connectors"];

    private BoardFile(string file, string text, JsonElement root)
    {
        File = file;
        Source = text;
        foreach (var member in root.EnumerateObject().Where(member => !s_keys.Contains(member.Name)))
        {
            throw new BoardException(file, $"$.{member.Name}", $"unknown key; expected one of: {string.Join(", ", s_keys)}");
        }

        Identity = StrictJson.Read(file, "$.identity", Member(root, "identity"), BoardJson.Default.BoardIdentity);
        Buses = Parts(root, "buses", isDevice: false);
        Devices = Parts(root, "devices", isDevice: true);
        Station = StrictJson.Read(file, "$.station", Member(root, "station"), BoardJson.Default.StationRoles);
        Connectors = ReadConnectors(root);
    }

    /// <summary>The name it was loaded by.</summary>
    public string File { get; }

    /// <summary>What it was parsed from, for people.</summary>
    public string Source { get; }

    public BoardIdentity Identity { get; }

    public IReadOnlyDictionary<string, BoardPart> Buses { get; }

    public IReadOnlyDictionary<string, BoardPart> Devices { get; }

    public StationRoles Station { get; }

    /// <summary>Connector 1 is the first.</summary>
    public IReadOnlyList<ConnectorRoles> Connectors { get; }

    /// <summary>Parses a board: JSON with comments and trailing commas.</summary>
    /// <param name="file">The name that refusals carry.</param>
    /// <exception cref="BoardException">It is not a board.</exception>
    public static BoardFile Parse(string file, string json)
    {
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
            });
            root = document.RootElement.Clone();
        }
        catch (JsonException refusal)
        {
            // The message repeats the line, counted from 0.
            var reason = refusal.Message.Split(" LineNumber: ")[0];
            throw new BoardException(file, $"line {refusal.LineNumber + 1}", $"expected JSON: {reason}", refusal);
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new BoardException(file, "$", "expected an object");
        }

        RefuseDuplicates(file, "$", root);
        return new BoardFile(file, json, root);
    }

    /// <summary>The device that plays a role.</summary>
    /// <param name="rolePath">Where the role stands, <c>$.connectors[0].meter</c>.</param>
    /// <exception cref="BoardException">There is no such device.</exception>
    public BoardPart Device(string name, string rolePath) =>
        Devices.TryGetValue(name, out var device)
            ? device
            : throw new BoardException(File, rolePath, $"no device is called '{name}'; expected one of: {string.Join(", ", Devices.Keys)}");

    /// <summary>Of two equal keys one would win in silence. Looked for here, because the parser does not say where they stand.</summary>
    private static void RefuseDuplicates(string file, string path, JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Object)
        {
            var keys = new HashSet<string>(StringComparer.Ordinal);
            foreach (var member in json.EnumerateObject())
            {
                if (!keys.Add(member.Name))
                {
                    throw new BoardException(file, $"{path}.{member.Name}", "stands here twice; expected it once");
                }

                RefuseDuplicates(file, $"{path}.{member.Name}", member.Value);
            }
        }
        else if (json.ValueKind == JsonValueKind.Array)
        {
            foreach (var (index, item) in json.EnumerateArray().Index())
            {
                RefuseDuplicates(file, $"{path}[{index}]", item);
            }
        }
    }

    private JsonElement Member(JsonElement root, string name) =>
        root.TryGetProperty(name, out var member)
            ? member
            : throw new BoardException(File, $"$.{name}", "missing; expected an object");

    private Dictionary<string, BoardPart> Parts(JsonElement root, string section, bool isDevice)
    {
        var parts = new Dictionary<string, BoardPart>(StringComparer.Ordinal);
        var json = Member(root, section);
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new BoardException(File, $"$.{section}", "expected an object with one member a part");
        }

        foreach (var member in json.EnumerateObject())
        {
            var path = $"$.{section}.{member.Name}";
            var driver = Text(member.Value, path, "driver")
                ?? throw new BoardException(File, $"{path}.driver", "missing; expected the name of a driver");
            var bus = isDevice ? Text(member.Value, path, "bus") : null;
            if (bus is not null && !Buses.ContainsKey(bus))
            {
                throw new BoardException(File, $"{path}.bus", $"no bus is called '{bus}'; expected one of: {string.Join(", ", Buses.Keys)}");
            }

            parts.Add(member.Name, new BoardPart(parts.Count, File, path, member.Name, driver, bus, member.Value));
        }

        return parts;
    }

    private string? Text(JsonElement part, string path, string key)
    {
        if (part.ValueKind != JsonValueKind.Object)
        {
            throw new BoardException(File, path, "expected an object");
        }

        if (!part.TryGetProperty(key, out var value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw new BoardException(File, $"{path}.{key}", "expected text");
    }

    private List<ConnectorRoles> ReadConnectors(JsonElement root)
    {
        var json = Member(root, "connectors");
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() == 0)
        {
            throw new BoardException(File, "$.connectors", "expected a list of at least one connector");
        }

        return [.. json.EnumerateArray().Select((connector, index) =>
            StrictJson.Read(File, $"$.connectors[{index}]", connector, BoardJson.Default.ConnectorRoles))];
    }
}
