using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ChargerFirmware.Ocpp.Json;

/// <summary>The rules of JSON that hold for every message of a version: strict ones, and lenient ones for peers that are not.</summary>
public sealed class MessageJson
{
    /// <summary>
    /// How deep JSON may nest, whatever it comes from: frames, payloads, HTTP bodies, files, rows of a store. The deepest message of the
    /// standard has six levels. It is what System.Text.Json allows where nothing is said, so that what one reader took no later one refuses.
    /// </summary>
    public const int MaxDepth = 64;

    /// <param name="types">The version's messages, from its source-generated context.</param>
    public MessageJson(IJsonTypeInfoResolver types)
    {
        Strict = Options(types, JsonUnmappedMemberHandling.Disallow);
        Lenient = Options(types, JsonUnmappedMemberHandling.Skip);
    }

    /// <summary>Refuses unknown members. Also what messages are written by.</summary>
    public JsonSerializerOptions Strict { get; }

    /// <summary>Passes over unknown members.</summary>
    public JsonSerializerOptions Lenient { get; }

    private static JsonSerializerOptions Options(IJsonTypeInfoResolver types, JsonUnmappedMemberHandling unmapped)
    {
        var options = new JsonSerializerOptions
        {
            TypeInfoResolver = types,
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            UnmappedMemberHandling = unmapped,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            RespectNullableAnnotations = true,
            AllowDuplicateProperties = false,
            MaxDepth = MaxDepth,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new SpecTime() },
        };
        options.MakeReadOnly();
        return options;
    }
}
