using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChargerFirmware.Tests.Unit.Composition;

/// <summary>As much of JSON schema as a board's schema uses; an unknown keyword is a failure, so that none goes unchecked.</summary>
internal static class SchemaCheck
{
    private static readonly string[] s_annotations = ["$schema", "$comment", "title", "description", "default", "definitions"];

    /// <summary>Where and how <paramref name="value"/> does not follow the schema.</summary>
    public static IReadOnlyList<string> Violations(JsonNode schema, JsonNode value) => [.. Check(schema, schema, value, "$")];

    private static IEnumerable<string> Check(JsonNode root, JsonNode schema, JsonNode? value, string path)
    {
        if (schema is JsonValue)
        {
            return schema.GetValue<bool>() ? [] : [$"{path}: not allowed"];
        }

        return schema.AsObject().Where(rule => !s_annotations.Contains(rule.Key))
            .SelectMany(rule => Check(root, schema, rule.Key, rule.Value!, value, path));
    }

    private static IEnumerable<string> Check(JsonNode root, JsonNode schema, string keyword, JsonNode rule, JsonNode? value, string path) => keyword switch
    {
        "type" => Is(value, rule.GetValue<string>()) ? [] : [$"{path}: is no {rule}"],
        "const" => JsonNode.DeepEquals(rule, value) ? [] : [$"{path}: is not {rule}"],
        "enum" => rule.AsArray().Any(one => JsonNode.DeepEquals(one, value)) ? [] : [$"{path}: is none of {rule}"],
        "minimum" => !IsNumber(value) || value!.GetValue<double>() >= rule.GetValue<double>() ? [] : [$"{path}: is less than {rule}"],
        "maximum" => !IsNumber(value) || value!.GetValue<double>() <= rule.GetValue<double>() ? [] : [$"{path}: is more than {rule}"],
        "maxLength" => !Is(value, "string") || value!.GetValue<string>().Length <= rule.GetValue<int>() ? [] : [$"{path}: is too long"],
        "minItems" => value is not JsonArray list || list.Count >= rule.GetValue<int>() ? [] : [$"{path}: has too few"],
        "items" => value is not JsonArray list ? [] : list.SelectMany((item, index) => Check(root, rule, item, $"{path}[{index}]")),
        "required" => value is not JsonObject members ? []
            : rule.AsArray().Select(key => key!.GetValue<string>()).Where(key => !members.ContainsKey(key)).Select(key => $"{path}.{key}: missing"),
        "properties" => value is not JsonObject members ? []
            : members.Where(member => rule[member.Key] is not null).SelectMany(member => Check(root, rule[member.Key]!, member.Value, $"{path}.{member.Key}")),
        "additionalProperties" => value is not JsonObject members ? []
            : members.Where(member => schema["properties"]?[member.Key] is null).SelectMany(member => Check(root, rule, member.Value, $"{path}.{member.Key}")),
        "allOf" => rule.AsArray().SelectMany(one => Check(root, one!, value, path)),
        "if" => Check(root, rule, value, path).Any() ? [] : Check(root, schema["then"]!, value, path),
        "then" => [],
        "$ref" => Check(root, root["definitions"]![Uri.UnescapeDataString(rule.GetValue<string>()["#/definitions/".Length..])]!, value, path),
        _ => throw new InvalidOperationException($"the schema uses {keyword}, which this check does not know"),
    };

    private static bool IsNumber(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number;

    private static bool Is(JsonNode? value, string type) => (type, value?.GetValueKind()) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => double.IsInteger(value!.GetValue<double>()),
        _ => false,
    };
}
