using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ChargerFirmware.Ocpp.Json;

/// <summary>The rules of JSON that hold for every message of a version.</summary>
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
        Options = new JsonSerializerOptions
        {
            TypeInfoResolver = types,
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            RespectNullableAnnotations = true,
            AllowDuplicateProperties = false,
            MaxDepth = MaxDepth,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new SpecTime() },
        };
        Options.MakeReadOnly();
    }

    /// <summary>What messages are written by, and what a message that is quite right is read by.</summary>
    public JsonSerializerOptions Options { get; }
}
