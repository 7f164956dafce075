using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ChargerFirmware.Hardware.Boards;

/// <summary>
/// Reads one JSON object into a record and says exactly what is wrong with it. The serializer alone says neither which keys
/// there are nor what a value should have been.
/// </summary>
public static class StrictJson
{
    /// <param name="alsoAllowed">Keys that the caller has read already.</param>
    /// <exception cref="BoardException">A key is unknown, missing, of the wrong type or out of range.</exception>
    public static T Read<T>(string file, string path, JsonElement json, JsonTypeInfo<T> type, IReadOnlyList<string>? alsoAllowed = null)
        where T : class
    {
        alsoAllowed ??= [];
        Check(file, path, json, type, alsoAllowed);
        try
        {
            return Complete<T>(json, type, alsoAllowed).Deserialize(type)
                ?? throw new BoardException(file, path, "expected an object, found null");
        }
        catch (JsonException refusal)
        {
            var place = refusal.Path is { Length: > 1 } inner ? path + inner[1..] : path;
            throw new BoardException(file, place, Expectation(json, type, refusal.Path) ?? refusal.Message, refusal);
        }
    }

    private static void Check(string file, string path, JsonElement json, JsonTypeInfo type, IReadOnlyList<string> alsoAllowed)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new BoardException(file, path, $"expected an object, found {Name(json)}");
        }

        foreach (var member in json.EnumerateObject())
        {
            if (!alsoAllowed.Contains(member.Name) && Find(type, member.Name) is null)
            {
                var known = string.Join(", ", type.Properties.Select(property => property.Name));
                throw new BoardException(file, $"{path}.{member.Name}", $"unknown key; expected one of: {known}");
            }
        }

        foreach (var property in type.Properties)
        {
            var at = $"{path}.{property.Name}";
            if (!json.TryGetProperty(property.Name, out var value))
            {
                if (property.IsRequired)
                {
                    throw new BoardException(file, at, $"missing; expected {Expected(property)}");
                }

                continue;
            }

            CheckValue(file, at, value, property);
        }
    }

    private static void CheckValue(string file, string path, JsonElement value, JsonPropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var fits = type switch
        {
            _ when type == typeof(string) || type.IsEnum => value.ValueKind == JsonValueKind.String,
            _ when type == typeof(bool) => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            _ when type == typeof(int) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _),
            _ when type == typeof(double) || type == typeof(decimal) => value.ValueKind == JsonValueKind.Number,
            _ => true,
        };
        if (!fits)
        {
            throw new BoardException(file, path, $"expected {Expected(property)}, found {Name(value)}");
        }

        if (Range(property) is { } range && value.ValueKind == JsonValueKind.Number &&
            !(value.GetDouble() >= Bound(range.Minimum) && value.GetDouble() <= Bound(range.Maximum)))
        {
            throw new BoardException(file, path, $"expected {Expected(property)}, found {value.GetRawText()}");
        }
    }

    private static string? Expectation(JsonElement json, JsonTypeInfo type, string? path)
    {
        var key = path is ['$', '.', .. var rest] ? rest.Split('.', '[')[0] : null;
        return key is not null && Find(type, key) is { } property && json.TryGetProperty(key, out var value)
            ? $"expected {Expected(property)}, found {Name(value)}"
            : null;
    }

    private static string Expected(JsonPropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var noun = type switch
        {
            _ when type == typeof(string) => "text",
            _ when type.IsEnum => "one of: " + string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)),
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(int) => "a whole number",
            _ when type == typeof(double) || type == typeof(decimal) => "a number",
            _ when type.IsAssignableTo(typeof(System.Collections.IEnumerable)) => "a list",
            _ => "an object",
        };
        return Range(property) is { } range
            ? string.Create(CultureInfo.InvariantCulture, $"{noun} from {range.Minimum} to {range.Maximum}")
            : noun;
    }

    private static string Name(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.Null => "null",
        _ => value.GetRawText(),
    };

    private static double Bound(object bound) => Convert.ToDouble(bound, CultureInfo.InvariantCulture);

    private static RangeAttribute? Range(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(RangeAttribute), inherit: true).FirstOrDefault() as RangeAttribute;

    private static JsonPropertyInfo? Find(JsonTypeInfo type, string name) =>
        type.Properties.FirstOrDefault(property => property.Name == name);

    /// <summary>
    /// The object without the keys that are not the record's, and with the record's own defaults for what is absent: generated
    /// serializers set every init-only property and so would make 0 and null of them. Written anew also because an element keeps the
    /// comments and trailing commas of its file, and the serializer refuses both.
    /// </summary>
    [UnconditionalSuppressMessage("Trimming", "IL2091", Justification = "T's generated serializer calls this constructor, so it is there.")]
    private static JsonElement Complete<T>(JsonElement json, JsonTypeInfo type, IReadOnlyList<string> keys)
    {
        var defaults = Activator.CreateInstance<T>()!;
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var member in json.EnumerateObject().Where(member => !keys.Contains(member.Name)))
            {
                member.WriteTo(writer);
            }

            foreach (var property in type.Properties.Where(property => property.Set is not null && !json.TryGetProperty(property.Name, out _)))
            {
                if (property.Get?.Invoke(defaults) is { } value)
                {
                    writer.WritePropertyName(property.Name);
                    JsonSerializer.Serialize(writer, value, type.Options.GetTypeInfo(property.PropertyType));
                }
            }

            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.ToArray());
    }
}
