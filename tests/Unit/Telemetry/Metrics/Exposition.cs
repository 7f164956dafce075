using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ChargerFirmware.Tests.Unit.Telemetry.Metrics;

/// <summary>Prometheus's text format as a strict reader takes it.</summary>
internal sealed partial class Exposition
{
    private readonly Dictionary<string, double> _samples = [];

    /// <summary>The type of each family, in the order of the text.</summary>
    public Dictionary<string, string> Types { get; } = [];

    /// <summary>The lines of samples, without their values.</summary>
    public IReadOnlyCollection<string> Series => _samples.Keys;

    public double this[string series] => _samples.TryGetValue(series, out var value)
        ? value
        : throw new KeyNotFoundException($"There is no {series}.\n{string.Join('\n', _samples.Keys.Where(key => key.StartsWith(series[..12], StringComparison.Ordinal)))}");

    public bool Has(string series) => _samples.ContainsKey(series);

    /// <exception cref="FormatException">It is not what the format allows.</exception>
    public static Exposition Parse(ReadOnlyMemory<byte> text)
    {
        var exposition = new Exposition();
        var lines = Encoding.UTF8.GetString(text.Span).Split('\n');
        Check(lines[^1].Length == 0, "the text ends with a line's end");
        string? help = null;
        string? family = null;
        foreach (var line in lines[..^1])
        {
            if (line.StartsWith("# HELP ", StringComparison.Ordinal))
            {
                help = line.Split(' ')[2];
            }
            else if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                var words = line.Split(' ');
                family = words[2];
                Check(family == help, $"{family} has its help ahead");
                Check(exposition.Types.TryAdd(family, words[3]), $"{family} comes once");
            }
            else
            {
                var match = Sample().Match(line);
                Check(match.Success, $"is a sample: {line}");
                var name = match.Groups["name"].Value;
                Check(name == family || (exposition.Types[family!] == "histogram" && Part().Replace(name, "") == family), $"{line} stands in its family");
                var value = match.Groups["value"].Value;
                Check(exposition._samples.TryAdd(line[..^(value.Length + 1)], Number(value)), $"comes once: {line}");
            }
        }

        return exposition;
    }

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    private static void Check(bool condition, string what)
    {
        if (!condition)
        {
            throw new FormatException($"expected that {what}");
        }
    }

    [GeneratedRegex("""^(?<name>[a-z_][a-z0-9_]*)\{([a-z_]+="([^"\\\n]|\\["\\n])*"(,(?!\})|(?=\})))+\} (?<value>\S+)$""")]
    private static partial Regex Sample();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Part();
}
