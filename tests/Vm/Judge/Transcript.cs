using System.Globalization;
using System.Text.RegularExpressions;

namespace ChargerFirmware.Tests.Vm.Judge;

/// <summary>What the guest has written, in order. What is asked for and is not there fails the check that asks.</summary>
internal sealed partial class Transcript
{
    private static readonly string[] s_acts = ["check", "charge", "stuck", "emergency", "hang", "resume", "die", "terminate", "weld"];

    private Transcript(IReadOnlyList<TranscriptEvent> events) => Events = events;

    public IReadOnlyList<TranscriptEvent> Events { get; }

    /// <summary>Lines of another form are the kernel's or the boot loader's.</summary>
    public static Transcript Read(string text)
    {
        var events = new List<TranscriptEvent>();
        var act = "";
        foreach (Match line in Line().Matches(text))
        {
            var (word, said) = (line.Groups["word"].Value, line.Groups["text"].Value);
            act = word == "act" && s_acts.Contains(said) ? said : act;
            events.Add(new TranscriptEvent(double.Parse(line.Groups["at"].Value, CultureInfo.InvariantCulture), act, word, said));
        }

        // Lines are written by several threads, each with the time of what it saw.
        return new Transcript([.. events.OrderBy(entry => entry.At)]);
    }

    public IEnumerable<TranscriptEvent> Of(string act, string word) => Events.Where(entry => entry.Act == act && entry.Word == word);

    /// <summary>The first event of that word in an act whose text is like the pattern.</summary>
    /// <param name="after">Later than this.</param>
    public TranscriptEvent First(string act, string word, string pattern, double after = 0) =>
        Of(act, word).FirstOrDefault(entry => entry.At > after && Regex.IsMatch(entry.Text, pattern))
            ?? throw new JudgementException($"nothing in '{act}' is {word} {pattern}" + (after > 0 ? $" after {after:F4} s" : ""));

    /// <summary>The first call of the station in an act with that action, and the rest like the pattern.</summary>
    public TranscriptEvent Call(string act, string action, string pattern = "", double after = 0) =>
        First(act, "->", $"^\\[2,\"[^\"]*\",\"{action}\",.*{pattern}", after);

    [GeneratedRegex(@"^ *(?<at>\d+\.\d{4}) (?<word>\S+) +(?<text>.*?)\r?$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
