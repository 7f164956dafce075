using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChargerFirmware.Ocpp.Json;

/// <summary>
/// The words of one enum, in the order of their declaration. Not generic, and searched from front to back: a dictionary for each of
/// the standard's enums was two megabytes of a program compiled ahead of time, and the longest of them has two dozen words.
/// </summary>
internal sealed class EnumWords
{
    private readonly string[] _words;
    private readonly JsonEncodedText[] _encoded;
    private readonly int[] _values;

    public EnumWords([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] Type type)
    {
        var fields = type.GetFields(BindingFlags.Public | BindingFlags.Static);
        _words = Array.ConvertAll(fields, field => field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? field.Name);
        _encoded = Array.ConvertAll(_words, word => JsonEncodedText.Encode(word));
        _values = Array.ConvertAll(fields, field => (int)field.GetRawConstantValue()!);
        LongestWord = _words.Max(word => word.Length);
        Expected = "expected one of: " + string.Join(", ", _words);
    }

    /// <summary>In characters.</summary>
    public int LongestWord { get; }

    public string Expected { get; }

    /// <summary>The value of a word, written exactly so.</summary>
    public bool TryGetValue(ReadOnlySpan<char> word, out int value)
    {
        for (var index = 0; index < _words.Length; index++)
        {
            if (word.SequenceEqual(_words[index]))
            {
                value = _values[index];
                return true;
            }
        }

        value = 0;
        return false;
    }

    /// <summary>The standard's spelling of a word; null for none of them.</summary>
    public string? InAnyCase(string word) => Array.Find(_words, known => known.Equals(word, StringComparison.OrdinalIgnoreCase));

    public bool TryGetWord(int value, out JsonEncodedText word)
    {
        var index = Array.IndexOf(_values, value);
        word = index < 0 ? default : _encoded[index];
        return index >= 0;
    }
}
