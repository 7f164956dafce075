namespace ChargerFirmware.Bench.Language;

/// <summary>Carries out what a speaker says, line by line.</summary>
public static class Interpreter
{
    /// <summary>Carries out one line. An empty one does nothing.</summary>
    /// <returns>What there is to say about it, or null.</returns>
    /// <exception cref="BenchException">It cannot be done, or what it expects has not come.</exception>
    public static Task<string?> RunAsync(this Session session, string line) => session.RunAsync(new Words(line));

    /// <inheritdoc cref="RunAsync(Session, string)"/>
    public static async Task<string?> RunAsync(this Session session, Words words)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(words);
        if (words.IsEnd)
        {
            return null;
        }

        var name = words.Next("a verb");
        var verb = VerbTable.Require(name);
        if (!verb.IsKnownTo(session))
        {
            var known = VerbTable.All.Where(other => other.IsKnownTo(session)).Select(other => other.Name);
            throw new LanguageException($"'{name}' needs a station, and the board is alone; expected one of {string.Join(", ", known)}");
        }

        try
        {
            var answer = await verb.Run(session, words);
            words.End();
            return answer;
        }
        catch (Exception excess) when (excess is ArgumentException or ArithmeticException or FormatException)
        {
            throw new LanguageException($"{verb.Usage}: {excess.Message}");
        }
    }
}
