using System.Text;

namespace ChargerFirmware.Bench.Language;

/// <summary>Says what verbs there are.</summary>
internal static class HelpVerb
{
    private const int SummaryColumn = 40;
    private const int ScreenWidth = 100;

    /// <param name="all">All verbs, this one among them.</param>
    /// <param name="require">The verb called so; throws where there is none.</param>
    public static Verb Of(Func<IReadOnlyList<Verb>> all, Func<string, Verb> require) =>
        Verb.Of("help", "help [VERB]", "this list, or one verb of it", (session, words) =>
        {
            if (words.IsEnd)
            {
                return string.Join('\n', all().Where(verb => verb.IsKnownTo(session)).Select(Describe));
            }

            var name = words.Next("a verb");
            words.End();
            return Describe(require(name));
        }) with
        {
            IsOfBoard = true,
        };

    /// <summary>A screen's width; a long usage has a line of its own, so that the summaries stand in one column.</summary>
    private static string Describe(Verb verb)
    {
        var indent = new string(' ', SummaryColumn);
        var text = new StringBuilder($"  {verb.Usage}".PadRight(SummaryColumn));
        if (text.Length > SummaryColumn || text[^1] != ' ')
        {
            text.Append('\n').Append(indent);
        }

        var column = SummaryColumn;
        foreach (var word in verb.Summary.Split(' '))
        {
            if (column > SummaryColumn && column + 1 + word.Length > ScreenWidth)
            {
                text.Append('\n').Append(indent);
                column = SummaryColumn;
            }

            var blank = column > SummaryColumn ? " " : "";
            text.Append(blank).Append(word);
            column += blank.Length + word.Length;
        }

        return text.ToString();
    }
}
