using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Ocpp.Json;
using ChargerFirmware.Ocpp16;

namespace ChargerFirmware.Central.Ocpp16.Reading;

/// <summary>
/// Reads what a station means where it does not say it as the standard has it: a central system keeps and answers that, because a station
/// that is refused sends it again for ever. What is missing or cannot be read is absent, or the default of its type; an unknown word is
/// <see cref="TolerantValue.UnknownWord"/>. The judge has reported by then what is wrong.
/// </summary>
internal static class TolerantReader
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        TypeInfoResolver = Ocpp16Catalog.Types.WithAddedModifier(Loosen),
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        PropertyNameCaseInsensitive = true,
        MaxDepth = MessageJson.MaxDepth,
        Converters = { new SpecTime() },
    };

    /// <returns>Null where nothing can be made of it: it is no object.</returns>
    public static T? Read<T>(ReadOnlyMemory<byte> payload)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(payload.IsEmpty ? "{}"u8 : payload.Span, (JsonTypeInfo<T>)s_options.GetTypeInfo(typeof(T)));
        }
        catch (Exception refusal) when (refusal is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether a value is a word of the standard.</summary>
    public static bool IsKnown<T>(T value)
        where T : struct, Enum => Enum.IsDefined(value);

    private static void Loosen(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        foreach (var property in type.Properties)
        {
            property.IsRequired = false;
            property.CustomConverter = ConverterOf(property.PropertyType);
        }
    }

    private static JsonConverter? ConverterOf(Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            return (JsonConverter)Activator.CreateInstance(typeof(ListConverter<>).MakeGenericType(type.GetGenericArguments()[0]))!;
        }

        return TolerantValue.CanRead(Nullable.GetUnderlyingType(type) ?? type)
            ? (JsonConverter)Activator.CreateInstance(typeof(ValueConverter<>).MakeGenericType(type))!
            : null;
    }

    private sealed class ValueConverter<T> : JsonConverter<T>
    {
        public override bool HandleNull => true;

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TolerantValue.Read(JsonElement.ParseValue(ref reader), Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T)) is T value ? value : default!;

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw new NotSupportedException();
    }

    /// <summary>What can be read of a list; one value alone is a list of one.</summary>
    private sealed class ListConverter<T> : JsonConverter<IReadOnlyList<T>>
    {
        public override bool HandleNull => true;

        public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var value = JsonElement.ParseValue(ref reader);
            IEnumerable<JsonElement> elements = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];
            var type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
            return [.. elements.Where(element => element.ValueKind == JsonValueKind.Object).Select(element => element.Deserialize(type)!)];
        }

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}
