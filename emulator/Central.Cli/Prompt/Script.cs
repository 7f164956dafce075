namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>Lines of a script with their numbers; comments and empty lines are left out.</summary>
/// <param name="Name">What it is called in complaints.</param>
internal sealed record Script(string Name, IReadOnlyList<(int Number, string Text)> Lines)
{
    public static Script Parse(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Script(name, [.. text.Split('\n').Index()
            .Select(line => (line.Index + 1, line.Item.Trim()))
            .Where(line => line.Item2 is not ("" or ['#', ..]))]);
    }
}
