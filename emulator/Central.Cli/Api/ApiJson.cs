using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Central.Cli.Api;

/// <summary>How answers are written: snake case as in the emulator's interface, the standard's words as they are, moments in UTC.</summary>
internal static class ApiJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new JsonStringEnumConverter(), new SpecTime() },
    };

    private static readonly JsonSchemaExporterOptions s_schemas = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = (context, schema) => DescribeMoment(context.TypeInfo.Type, schema),
    };

    public static byte[] Write(object answer) => JsonSerializer.SerializeToUtf8Bytes(answer, answer.GetType(), Options);

    /// <summary>What an answer of this type looks like, as JSON Schema.</summary>
    public static JsonNode SchemaOf(Type answer) => Options.GetJsonSchemaAsNode(answer, s_schemas);

    /// <summary>What a converter of ours writes, the exporter cannot know.</summary>
    private static JsonNode DescribeMoment(Type type, JsonNode schema)
    {
        if (type == typeof(DateTimeOffset))
        {
            return new JsonObject { ["type"] = "string", ["format"] = "date-time" };
        }

        return type == typeof(DateTimeOffset?)
            ? new JsonObject { ["type"] = new JsonArray("string", "null"), ["format"] = "date-time" }
            : schema;
    }
}
