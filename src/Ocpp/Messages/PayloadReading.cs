using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp.Messages;

/// <summary>
/// Reads a payload member by member against the form of its message: finds the first fault, or writes the payload anew as the standard
/// would have had it. The one place where it is decided what may deviate, and how far.
/// </summary>
internal sealed class PayloadReading(Strictness strictness)
{
    private readonly List<Deviation> _deviations = [];

    public IReadOnlyList<Deviation> Deviations => _deviations;

    private bool IsStrict => strictness == Strictness.Strict;

    private bool Salvages => strictness == Strictness.Salvage;

    /// <summary>The payload as the standard would have it, or null with the fault.</summary>
    public JsonObject? Read(JsonElement payload, JsonTypeInfo type, out MessageFault? fault) =>
        ReadObject(payload, type, new Place("$", ""), ErrorCode.FormationViolation, out fault);

    private JsonObject? ReadObject(JsonElement value, JsonTypeInfo type, Place at, ErrorCode notAnObject, out MessageFault? fault)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            fault = new MessageFault(notAnObject, at.Path, $"expected an object, found {JsonText.Describe(value, quoted: true)}");
            return null;
        }

        var given = Sort(value, type, at, out fault);
        if (fault is not null)
        {
            return null;
        }

        var read = new JsonObject();
        foreach (var property in type.Properties)
        {
            var node = ReadMember(given.GetValueOrDefault(property.Name) ?? [], property, type, at.Member(property.Name), out fault);
            if (fault is not null && !TryLeaveOut(property, fault, at.Member(property.Name)))
            {
                return null;
            }

            if (node is not null || property.IsRequired)
            {
                read.Add(property.Name, node);
            }
        }

        fault = null;
        return read;
    }

    /// <summary>The values given for each member that the form knows.</summary>
    private Dictionary<string, List<JsonElement>> Sort(JsonElement value, JsonTypeInfo type, Place at, out MessageFault? fault)
    {
        var given = new Dictionary<string, List<JsonElement>>(StringComparer.Ordinal);
        fault = null;
        foreach (var member in value.EnumerateObject())
        {
            var name = JsonText.NameOf(member);
            var property = type.Properties.FirstOrDefault(property => property.Name == name);
            var meant = property ?? (IsStrict ? null
                : type.Properties.FirstOrDefault(property => string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase)));
            if (property is null)
            {
                var known = type.Properties.Count == 0 ? "nothing" : "one of: " + string.Join(", ", type.Properties.Select(property => property.Name));
                fault = new MessageFault(ErrorCode.FormationViolation, $"{at.Path}.{Shortened(name)}", $"unknown; expected {known}");
                if (IsStrict)
                {
                    return given;
                }

                Note(meant is null ? at.Unknown : at.Member(meant.Name), fault, isUsed: meant is not null);
                fault = null;
            }

            if (meant is not null)
            {
                if (!given.TryGetValue(meant.Name, out var values))
                {
                    given.Add(meant.Name, values = []);
                }

                values.Add(member.Value);
            }
        }

        return given;
    }

    private JsonNode? ReadMember(List<JsonElement> given, JsonPropertyInfo property, JsonTypeInfo type, Place at, out MessageFault? fault)
    {
        fault = null;
        if (given.Count > 1)
        {
            return ReadRepeated(given, property, type, at, out fault);
        }

        if (given.Count == 0)
        {
            fault = property.IsRequired
                ? new MessageFault(ErrorCode.OccurenceConstraintViolation, at.Path, $"missing; expected {Expected(property, type)}")
                : null;
            return null;
        }

        if (given[0].ValueKind != JsonValueKind.Null)
        {
            return ReadValue(given[0], property.PropertyType, type.Options, at, property, out fault);
        }

        fault = new MessageFault(ErrorCode.TypeConstraintViolation, at.Path, $"expected {Expected(property, type)}, found null");
        if (!property.IsRequired && !IsStrict)
        {
            Note(at, fault, isUsed: false);
            fault = null;
        }

        return null;
    }

    /// <summary>A member given twice is ambiguous, unless all that can be read of it says the same.</summary>
    private JsonNode? ReadRepeated(List<JsonElement> given, JsonPropertyInfo property, JsonTypeInfo type, Place at, out MessageFault? fault)
    {
        fault = new MessageFault(ErrorCode.FormationViolation, at.Path, "given twice");
        if (!Salvages)
        {
            return null;
        }

        JsonNode? meant = null;
        foreach (var value in given.Where(value => value.ValueKind != JsonValueKind.Null))
        {
            if (ReadValue(value, property.PropertyType, type.Options, at, property, out _) is { } node)
            {
                if (meant is not null && !JsonNode.DeepEquals(meant, node))
                {
                    fault = fault with { Expected = "given twice, with two meanings" };
                    return null;
                }

                meant = node;
            }
        }

        if (meant is not null)
        {
            Note(at, fault, isUsed: true);
            fault = null;
        }

        return meant;
    }

    private JsonNode? ReadValue(
        JsonElement value, Type type, JsonSerializerOptions options, Place at, JsonPropertyInfo property, out MessageFault? fault)
    {
        if (ReaderOf(property, type, options) is { } reader)
        {
            return ReadPlain(value, reader, at, out fault);
        }

        var info = options.GetTypeInfo(type);
        if (info.Kind == JsonTypeInfoKind.Object)
        {
            return ReadObject(value, info, at, ErrorCode.TypeConstraintViolation, out fault);
        }

        fault = value.ValueKind == JsonValueKind.Array
            ? null
            : new MessageFault(ErrorCode.TypeConstraintViolation, at.Path, $"expected a list, found {JsonText.Describe(value, quoted: false)}");
        return fault is null ? ReadList(value, info, at, property, out fault) : null;
    }

    private JsonArray? ReadList(JsonElement value, JsonTypeInfo type, Place at, JsonPropertyInfo property, out MessageFault? fault)
    {
        var list = new JsonArray();
        var index = 0;
        foreach (var element in value.EnumerateArray())
        {
            var place = at.Element(index++);
            if (ReadValue(element, type.ElementType!, type.Options, place, property, out fault) is { } node)
            {
                list.Add(node);
            }
            else if (Salvages)
            {
                Note(place, fault!, isUsed: false);
            }
            else
            {
                return null;
            }
        }

        fault = null;
        return list;
    }

    private JsonNode? ReadPlain(JsonElement value, IValueReader reader, Place at, out MessageFault? fault)
    {
        var reading = value.ValueKind == JsonValueKind.Null ? ValueReading.Unreadable(ErrorCode.TypeConstraintViolation) : reader.Read(value);
        fault = null;
        if (reading.Fit != Fit.Exact)
        {
            fault = new MessageFault(
                reading.Code, at.Path, $"expected {reader.Expected}, found {JsonText.Describe(value, reader.MayBeQuoted)}");
        }

        if (reading.Fit == Fit.Plain || (reading.Fit == Fit.Respelt && !IsStrict))
        {
            Note(at, fault!, isUsed: true);
            fault = null;
        }

        return fault is null ? reading.Meant ?? NodeOf(value) : null;
    }

    /// <summary>Whether the message means something without that member.</summary>
    private bool TryLeaveOut(JsonPropertyInfo property, MessageFault fault, Place at)
    {
        if (!Salvages || (property.IsRequired && !IsNullable(property)))
        {
            return false;
        }

        Note(at, fault, isUsed: false);
        return true;
    }

    private void Note(Place at, MessageFault fault, bool isUsed) => _deviations.Add(new Deviation(at.Name, fault, isUsed));

    public static bool IsNullable(JsonPropertyInfo property) =>
        property.IsSetNullable && (property.AssociatedParameter is not { } parameter || parameter.IsNullable);

    private static IValueReader? ReaderOf(JsonPropertyInfo property, Type type, JsonSerializerOptions options)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return property.CustomConverter as IValueReader
            ?? (options.TryGetTypeInfo(plain, out var info) ? info.Converter as IValueReader : null)
            ?? PlainValue.For(plain);
    }

    private static JsonNode? NodeOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? JsonArray.Create(value) : JsonValue.Create(value);

    private static string Expected(JsonPropertyInfo property, JsonTypeInfo type) =>
        ReaderOf(property, property.PropertyType, type.Options) is { } reader ? reader.Expected
        : property.PropertyType.IsAssignableTo(typeof(System.Collections.IEnumerable)) ? "a list"
        : "an object";

    private static string Shortened(string name) => name.Length <= 40 ? name : name[..40] + "...";

    /// <param name="Path">As a JSON path, for people.</param>
    /// <param name="Name">As <see cref="Deviation.Member"/> has it.</param>
    private readonly record struct Place(string Path, string Name)
    {
        public Place Unknown => Inner("*");

        public Place Member(string name) => Inner(name) with { Path = $"{Path}.{name}" };

        public Place Element(int index) => this with { Path = $"{Path}[{index}]" };

        private Place Inner(string name) => this with { Name = Name.Length == 0 ? name : $"{Name}.{name}" };
    }
}
