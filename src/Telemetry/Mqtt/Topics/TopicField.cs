using System.Text.Json.Serialization.Metadata;

namespace ChargerFirmware.Telemetry.Mqtt.Topics;

/// <summary>A field of a JSON object, or in form <c>values</c> a topic below the object's.</summary>
/// <param name="Unit">Null where there is none.</param>
/// <param name="Entity">What Home Assistant makes of it; null: nothing.</param>
public sealed record TopicField(string Name, FieldType Type, string? Unit = null, Entity? Entity = null)
{
    /// <summary>How a name ends that has a unit, and the unit.</summary>
    private static readonly (string Word, string Unit)[] s_units =
        [("W", "W"), ("Wh", "Wh"), ("V", "V"), ("A", "A"), ("Percent", "%"), ("C", "°C"), ("Seconds", "s")];

    /// <summary>The fields of a record, in the order in which they are written.</summary>
    /// <exception cref="InvalidOperationException">A member is of a type that no topic has.</exception>
    internal static IEnumerable<TopicField> Of(JsonTypeInfo record) =>
        from member in record.Properties
        where member.Get is not null // One that JSON is to ignore has no getter.
        let type = TypeOf(member)
        select new TopicField(member.Name, type, type == FieldType.Number ? UnitOf(member.Name) : null);

    private static FieldType TypeOf(JsonPropertyInfo member)
    {
        var type = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
        return type == typeof(string) || type == typeof(Guid) || type.IsEnum ? FieldType.Text
            : type == typeof(bool) ? FieldType.Truth
            : type == typeof(int) || type == typeof(long) || type == typeof(double) || type == typeof(decimal) ? FieldType.Number
            : type == typeof(DateTimeOffset) ? FieldType.Time
            : type == typeof(IReadOnlyList<string>) ? FieldType.Texts
            : throw new InvalidOperationException($"{member.Name}: no field of a topic is a {type.Name}");
    }

    private static string? UnitOf(string name) => s_units.FirstOrDefault(unit => EndsWithWord(name, unit.Word)).Unit;

    /// <summary>In camel case: <c>limitA</c> ends with A, <c>energyWh</c> with Wh and not with h.</summary>
    private static bool EndsWithWord(string name, string word) =>
        name.Length > word.Length && name.EndsWith(word, StringComparison.Ordinal) && char.IsAsciiLetterLower(name[^(word.Length + 1)]);
}

/// <summary>What a field holds; each may be null unless the table says otherwise.</summary>
public enum FieldType
{
    Text,
    Number,
    Truth,

    /// <summary>ISO 8601 in UTC, with milliseconds.</summary>
    Time,

    /// <summary>A list of texts.</summary>
    Texts,
}
