using System.Text;

namespace ChargerFirmware.Telemetry.Metrics.Adapters;

/// <summary>The labels of one series, as they were measured, and as Prometheus reads them.</summary>
internal sealed class LabelSet
{
    private readonly KeyValuePair<string, object?>[] _tags;

    public LabelSet(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        _tags = tags.ToArray();
        var text = new StringBuilder();
        foreach (var (name, value) in _tags)
        {
            text.Append(text.Length == 0 ? "" : ",").Append(name).Append("=\"");
            Escape(text, value?.ToString() ?? "");
            text.Append('"');
        }

        Text = text.ToString();
    }

    /// <summary>Without the braces around it: a histogram's range stands there, too.</summary>
    public string Text { get; }

    public bool Equals(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length != _tags.Length)
        {
            return false;
        }

        for (var index = 0; index < tags.Length; index++)
        {
            if (tags[index].Key != _tags[index].Key || !Equals(tags[index].Value, _tags[index].Value))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is LabelSet other && Equals(other._tags.AsSpan());

    public override int GetHashCode() => HashOf(_tags);

    public static int HashOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = new HashCode();
        foreach (var (_, value) in tags)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    private static void Escape(StringBuilder text, string value)
    {
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '\\' => text.Append(@"\\"),
                '"' => text.Append("\\\""),
                '\n' => text.Append(@"\n"),
                _ => text.Append(letter),
            };
        }
    }
}
