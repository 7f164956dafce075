using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Central.Cli.Docs;

/// <summary>One field of a message, drawn from the form by which the message is read: what help, completion and documents say of it.</summary>
/// <param name="IsList">A list of what <paramref name="Kind"/> says.</param>
/// <param name="MaxLength">Of a text, in characters; null for any.</param>
/// <param name="Words">Of a <see cref="FieldKind.Word"/>.</param>
/// <param name="Members">Of a <see cref="FieldKind.Object"/>.</param>
internal sealed record MessageField(
    string Name, FieldKind Kind, bool IsRequired, bool IsList, int? MaxLength, IReadOnlyList<string> Words, IReadOnlyList<MessageField> Members)
{
    /// <summary>What it holds, for people: <c>string(20)</c>, <c>integer</c>, <c>Hard|Soft</c>.</summary>
    public string Type => IsList ? $"list of {Single}" : Single;

    private string Single => Kind switch
    {
        FieldKind.Text => MaxLength is { } length ? FormattableString.Invariant($"string({length})") : "string",
        FieldKind.Whole => "integer",
        FieldKind.Tenths => "decimal, steps of 0.1",
        FieldKind.Boolean => "boolean",
        FieldKind.Moment => "dateTime",
        FieldKind.Word => string.Join('|', Words),
        _ => "object",
    };

    /// <summary>The fields of a message, in the order of its record.</summary>
    public static IReadOnlyList<MessageField> Of(JsonTypeInfo form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return form.Kind == JsonTypeInfoKind.Object ? [.. form.Properties.Select(property => Of(property, form.Options))] : [];
    }

    private static MessageField Of(JsonPropertyInfo property, JsonSerializerOptions options)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var isList = property.CustomConverter is CiString50List || ElementOf(type, options) is not null;
        type = ElementOf(type, options) ?? type;
        var kind = KindOf(type, property.CustomConverter);
        return new MessageField(
            property.Name, kind, property.IsRequired, isList, kind == FieldKind.Text ? LengthOf(property.CustomConverter) : null,
            kind == FieldKind.Word ? WordsOf(type, options) : [], kind == FieldKind.Object ? Of(options.GetTypeInfo(type)) : []);
    }

    private static Type? ElementOf(Type type, JsonSerializerOptions options) =>
        type != typeof(string) && options.TryGetTypeInfo(type, out var info) ? info.ElementType : null;

    private static FieldKind KindOf(Type type, JsonConverter? converter) =>
        converter is CiString50List || type == typeof(string) ? FieldKind.Text
        : type == typeof(int) || type == typeof(long) ? FieldKind.Whole
        : type == typeof(decimal) ? FieldKind.Tenths
        : type == typeof(bool) ? FieldKind.Boolean
        : type == typeof(DateTimeOffset) ? FieldKind.Moment
        : type.IsEnum ? FieldKind.Word
        : FieldKind.Object;

    private static int? LengthOf(JsonConverter? converter) => converter switch
    {
        CiString20 => 20,
        CiString25 => 25,
        CiString50 or CiString50List => 50,
        CiString255 => 255,
        CiString500 => 500,
        _ => null,
    };

    /// <summary>As they are written on the wire: names and words differ (<c>Sample.Clock</c>).</summary>
    private static string[] WordsOf(Type type, JsonSerializerOptions options) =>
    [
        .. Enum.GetValuesAsUnderlyingType(type).Cast<object>()
            .Select(value => JsonSerializer.Serialize(Enum.ToObject(type, value), options.GetTypeInfo(type)).Trim('"')),
    ];
}
