using System.Text.RegularExpressions;
using ChargerFirmware.Telemetry.Metrics;

namespace ChargerFirmware.Tests.Unit.Telemetry.Monitoring;

/// <summary>What is wrong with a PromQL expression, as far as it can be seen from the list of instruments.</summary>
internal sealed partial class PromExpression
{
    private static readonly string[] s_words = ["and", "or", "unless", "by", "without", "on", "ignoring", "group_left", "group_right", "bool", "offset"];
    private static readonly string[] s_rates = ["rate", "increase", "irate", "resets"];

    /// <summary>What Prometheus adds to every series it scrapes.</summary>
    private static readonly string[] s_addedLabels = ["job", "instance", "le", InstrumentDefinition.StationLabel];

    private static readonly Dictionary<string, InstrumentDefinition> s_instruments = Instruments.All.ToDictionary(row => row.PrometheusName);

    private readonly string _text;

    public PromExpression(string text) => _text = text;

    /// <summary>The metrics it names, without what a histogram is split into.</summary>
    public IEnumerable<string> Metrics => Names().Select(name => Find(name.Value).Instrument?.PrometheusName ?? name.Value);

    public IEnumerable<string> Problems()
    {
        foreach (var name in Names().Where(name => name.Value != "up"))
        {
            var (instrument, suffix) = Find(name.Value);
            if (instrument is null)
            {
                yield return $"{name.Value} is exported by no station";
                continue;
            }

            if ((instrument.Kind == InstrumentKind.Histogram) != (suffix.Length > 0))
            {
                yield return $"{name.Value}: a histogram is asked by _bucket, _sum or _count, and nothing else is";
            }

            var callers = Callers(name.Index).ToList();
            var grows = instrument.Kind != InstrumentKind.Gauge;
            if (grows != callers.Exists(s_rates.Contains))
            {
                yield return $"{name.Value}: {(grows ? "only grows, and is asked by rate or increase" : "goes up and down, and has no rate")}";
            }

            if ((suffix == "_bucket") != callers.Contains("histogram_quantile"))
            {
                yield return $"{name.Value}: buckets belong into histogram_quantile, and nothing else does";
            }

            foreach (var label in Matchers(name.Index + name.Length).Where(label => !Knows(instrument, label.Key)))
            {
                yield return $"{name.Value} has no label {label.Key}";
            }

            foreach (var problem in Words(instrument, Matchers(name.Index + name.Length)))
            {
                yield return problem;
            }
        }

        var known = Names().Select(name => Find(name.Value).Instrument).OfType<InstrumentDefinition>().ToList();
        foreach (var label in Grouping().Matches(_text).SelectMany(match => match.Groups["labels"].Value.Split(',', StringSplitOptions.TrimEntries)))
        {
            if (!known.Exists(instrument => Knows(instrument, label)))
            {
                yield return $"nothing in it has a label {label}";
            }
        }
    }

    /// <summary>A status, a fault or a state that does not exist is never seen.</summary>
    private static IEnumerable<string> Words(InstrumentDefinition instrument, IEnumerable<KeyValuePair<string, string>> matchers)
    {
        foreach (var (label, value) in matchers)
        {
            var isKnown = label switch
            {
                "status" => Enum.TryParse<ChargerFirmware.Station.Statuses.ConnectorStatus>(value, out _),
                "fault" or "cause" => ChargerFirmware.Station.Faults.KnownFaults.All.Any(fault => fault.Name == value),
                "state" when instrument.Name == "charger.link.state" => Enum.TryParse<ChargerFirmware.Station.Protocol.Link.LinkState>(value, out _),
                _ => true,
            };
            if (!isKnown)
            {
                yield return $"{instrument.PrometheusName} never says {label}=\"{value}\"";
            }
        }
    }

    private static bool Knows(InstrumentDefinition instrument, string label) => s_addedLabels.Contains(label) || instrument.Labels.Contains(label);

    private static (InstrumentDefinition? Instrument, string Suffix) Find(string name)
    {
        var suffix = Suffix().Match(name).Value;
        return s_instruments.TryGetValue(name, out var whole) ? (whole, "")
            : s_instruments.TryGetValue(name[..^suffix.Length], out var split) ? (split, suffix)
            : (null, "");
    }

    /// <summary>Words that are neither a function, nor an operator, nor within braces, brackets, quotes or a grouping.</summary>
    private IEnumerable<Match> Names()
    {
        var bare = Grouping().Replace(_text, match => new string(' ', match.Length));
        bare = Braced().Replace(bare, match => new string(' ', match.Length));
        return Word().Matches(bare).Where(match => !s_words.Contains(match.Value));
    }

    /// <summary>The functions around a place, the innermost first.</summary>
    private IEnumerable<string> Callers(int index)
    {
        var depth = 0;
        for (var place = index - 1; place >= 0; place--)
        {
            depth += _text[place] switch { ')' => 1, '(' => -1, _ => 0 };
            if (depth < 0)
            {
                depth = 0;
                var name = LastWord().Match(Grouping().Replace(_text[..place], match => new string(' ', match.Length)));
                yield return name.Value.Trim();
            }
        }
    }

    private List<KeyValuePair<string, string>> Matchers(int index) => index < _text.Length && _text[index] == '{'
        ? [.. Matcher().Matches(_text[index.._text.IndexOf('}', index)]).Select(match => KeyValuePair.Create(match.Groups["label"].Value, match.Groups["value"].Value))]
        : [];

    [GeneratedRegex(@"\b(by|without|on|ignoring)\s*\((?<labels>[^)]*)\)")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"\{[^}]*\}|\[[^\]]*\]|""[^""]*""")]
    private static partial Regex Braced();

    [GeneratedRegex(@"(?<![\w$.])[a-z_][a-z0-9_]*(?![\w(])(?!\s*\()")]
    private static partial Regex Word();

    [GeneratedRegex(@"[a-z_]+\s*$")]
    private static partial Regex LastWord();

    [GeneratedRegex(@"(?<label>\w+)\s*(=~|!=|!~|=)\s*""(?<value>[^""]*)""")]
    private static partial Regex Matcher();

    [GeneratedRegex("(_bucket|_sum|_count)?$")]
    private static partial Regex Suffix();
}
