using System.Globalization;
using System.Text.RegularExpressions;

namespace ChargerFirmware.Tests.Vm.Judge;

/// <summary>Ways to spoil a transcript.</summary>
internal static class Spoilt
{
    public static Func<string, string> With(string pattern, string replacement) => text => Regex.Replace(text, pattern, replacement, RegexOptions.Multiline);

    /// <summary>Without the lines of a word whose text is like the pattern.</summary>
    public static Func<string, string> Without(string word, string pattern = "") => With($@"^ *\d+\.\d+ {Regex.Escape(word)} +{pattern}.*\n", "");

    /// <summary>With an edge of a line that was not there, so long after what happened in an act.</summary>
    public static Func<string, string> WithEdge(string line, string act, string word, string pattern, double afterSeconds) => text =>
    {
        var found = Transcript.Read(text).Of(act, word).FirstOrDefault(entry => Regex.IsMatch(entry.Text, pattern));
        return found is null ? text : text + string.Create(CultureInfo.InvariantCulture, $"\n{found.At + afterSeconds,10:F4} {line,-8} 1\n");
    };
}
