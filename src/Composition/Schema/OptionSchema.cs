using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace ChargerFirmware.Composition.Schema;

/// <summary>The schema of one record of options: types and required keys by the exporter, the rest by the record's attributes.</summary>
internal static class OptionSchema
{
    private static readonly JsonSchemaExporterOptions s_options = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = static (context, schema) => Describe(context, schema),
    };

    /// <param name="defaults">What a property has when nothing is said of it.</param>
    public static JsonObject Of(JsonTypeInfo type, object defaults)
    {
        var schema = type.GetJsonSchemaAsNode(s_options).AsObject();
        schema["type"] = "object";
        var properties = schema["properties"]?.AsObject() ?? [];
        schema["properties"] = properties;
        schema["additionalProperties"] = false;
        foreach (var property in type.Properties.Where(property => !property.IsRequired))
        {
            if (property.Get?.Invoke(defaults) is { } value && properties[property.Name] is JsonObject described)
            {
                described["default"] = JsonSerializer.SerializeToNode(value, type.Options.GetTypeInfo(value.GetType()));
            }
        }

        return schema;
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        var schema = node as JsonObject ?? [];
        if (context.PropertyInfo is not { } property)
        {
            return schema;
        }

        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type.IsEnum)
        {
            var names = Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName);
            schema = new JsonObject { ["enum"] = new JsonArray([.. names.Select(name => JsonValue.Create(name))]) };
        }
        else if (schema["type"] is JsonArray types)
        {
            // An optional key is left out; null is no value for it.
            schema["type"] = types.Select(name => name!.GetValue<string>()).First(name => name != "null");
        }

        if (Attribute<RangeAttribute>(property) is { } range)
        {
            schema["minimum"] = Bound(range.Minimum);
            schema["maximum"] = Bound(range.Maximum);
        }

        if (Attribute<StringLengthAttribute>(property) is { } length)
        {
            schema["maxLength"] = length.MaximumLength;
        }

        if (Attribute<DescriptionAttribute>(property) is { } description)
        {
            schema.Insert(0, "description", description.Description);
        }

        return schema;
    }

    private static JsonValue Bound(object bound) => bound is double number ? JsonValue.Create(number) : JsonValue.Create((int)bound);

    private static TAttribute? Attribute<TAttribute>(JsonPropertyInfo property)
        where TAttribute : Attribute =>
        property.AttributeProvider?.GetCustomAttributes(typeof(TAttribute), inherit: true).FirstOrDefault() as TAttribute;
}
