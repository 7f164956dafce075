using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Serialization;

namespace ChargerFirmware.Central.Ocpp16.Reading;

/// <summary>The standard's words, as the core keeps them.</summary>
internal static class Words
{
    /// <summary>Stands for what a station has written that is no word of the standard.</summary>
    public const string Unknown = "unknown";

    private static readonly ConcurrentDictionary<Enum, string> s_words = new();

    public static string Of(Enum value) => s_words.GetOrAdd(value, static known =>
        known.GetType().GetField(known.ToString()) is { } field
            ? field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? field.Name
            : Unknown);

    public static string? OfOptional(Enum? value) => value is null ? null : Of(value);
}
