using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ChargerFirmware.Ocpp.Messages;

/// <summary>
/// Compares a payload with the form of its message, member by member. What the form cannot tell, such as the words of an enum, is left
/// to the converters.
/// </summary>
internal sealed class PayloadInspection(Strictness strictness)
{
    private readonly List<string> _passedOver = [];

    /// <summary>Paths of what a lenient reader passes over.</summary>
    public IReadOnlyList<string> PassedOver => _passedOver;

    public MessageFault? FindFault(JsonElement payload, JsonTypeInfo type) => FindFault(payload, type, "$", ErrorCode.FormationViolation);

    private MessageFault? FindFault(JsonElement value, JsonTypeInfo type, string path, ErrorCode notAnObject)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return new MessageFault(notAnObject, path, $"expected an object, found {Name(value)}");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (FindFault(member, type, $"{path}.{member.Name}", seen) is { } fault)
            {
                return fault;
            }
        }

        foreach (var property in type.Properties)
        {
            if (property.IsRequired && !seen.Contains(property.Name))
            {
                return new MessageFault(
                    ErrorCode.OccurenceConstraintViolation, $"{path}.{property.Name}", $"missing; expected {Expected(property)}");
            }
        }

        return null;
    }

    private MessageFault? FindFault(JsonProperty member, JsonTypeInfo type, string path, HashSet<string> seen)
    {
        if (!seen.Add(member.Name))
        {
            return new MessageFault(ErrorCode.FormationViolation, path, "given twice");
        }

        var property = type.Properties.FirstOrDefault(property => property.Name == member.Name);
        if (property is null)
        {
            var known = string.Join(", ", type.Properties.Select(property => property.Name));
            return PassOver(path, new MessageFault(ErrorCode.FormationViolation, path, $"unknown; expected one of: {known}"));
        }

        if (member.Value.ValueKind != JsonValueKind.Null)
        {
            return FindFault(member.Value, property.PropertyType, type.Options, path, property);
        }

        var isNull = new MessageFault(ErrorCode.TypeConstraintViolation, path, $"expected {Expected(property)}, found null");
        return property.IsRequired ? isNull : PassOver(path, isNull);
    }

    private MessageFault? FindFault(JsonElement value, Type type, JsonSerializerOptions options, string path, JsonPropertyInfo property)
    {
        if (property.CustomConverter is not null || !options.TryGetTypeInfo(type, out var info) || info.Kind == JsonTypeInfoKind.None)
        {
            return Fits(value, Nullable.GetUnderlyingType(type) ?? type)
                ? null
                : new MessageFault(ErrorCode.TypeConstraintViolation, path, $"expected {Expected(property)}, found {Name(value)}");
        }

        if (info.Kind == JsonTypeInfoKind.Object)
        {
            return FindFault(value, info, path, ErrorCode.TypeConstraintViolation);
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            return new MessageFault(ErrorCode.TypeConstraintViolation, path, $"expected a list, found {Name(value)}");
        }

        var index = 0;
        foreach (var element in value.EnumerateArray())
        {
            if (FindFault(element, info.ElementType!, options, $"{path}[{index++}]", property) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private MessageFault? PassOver(string path, MessageFault fault)
    {
        if (strictness == Strictness.Strict)
        {
            return fault;
        }

        _passedOver.Add(path);
        return null;
    }

    private static bool Fits(JsonElement value, Type type) => type switch
    {
        _ when type == typeof(string) || type == typeof(DateTimeOffset) || type.IsEnum => value.ValueKind == JsonValueKind.String,
        _ when type == typeof(int) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _),
        _ when type == typeof(long) => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ when type == typeof(decimal) => value.ValueKind == JsonValueKind.Number,
        _ when type == typeof(bool) => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => value.ValueKind == JsonValueKind.Array,
    };

    private static string Expected(JsonPropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type switch
        {
            _ when type == typeof(string) => "a text",
            _ when type == typeof(DateTimeOffset) => "a moment",
            _ when type == typeof(int) || type == typeof(long) => "a whole number",
            _ when type == typeof(decimal) => "a number",
            _ when type == typeof(bool) => "true or false",
            _ when type.IsEnum => $"a {type.Name}",
            _ when type.IsAssignableTo(typeof(System.Collections.IEnumerable)) => "a list",
            _ => "an object",
        };
    }

    private static string Name(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
