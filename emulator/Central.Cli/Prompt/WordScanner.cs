namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>
/// Cuts a line into words at blanks. A word, or what stands behind its first <c>=</c>, may begin with a quote, <c>{</c> or <c>[</c>: then it goes on to
/// where that ends, whatever blanks are in it.
/// </summary>
internal static class WordScanner
{
    /// <exception cref="PromptException">A quote or bracket is not closed, or more stands directly behind it.</exception>
    public static string[] Split(string line) => [.. Split(line, isComplete: true).Words];

    /// <summary>The words of a line that is still being typed: what is not closed reaches to its end.</summary>
    /// <returns>And whether the last of them is finished, because a blank follows it.</returns>
    public static (IReadOnlyList<string> Words, bool IsFinished) SplitUnfinished(string line) => Split(line, isComplete: false);

    private static (List<string> Words, bool IsFinished) Split(string line, bool isComplete)
    {
        var words = new List<string>();
        var at = 0;
        while (true)
        {
            while (at < line.Length && char.IsWhiteSpace(line[at]))
            {
                at++;
            }

            if (at == line.Length)
            {
                return (words, line.Length == 0 || char.IsWhiteSpace(line[^1]));
            }

            var end = EndOf(line, at);
            if (end < 0 && isComplete)
            {
                throw new PromptException($"{line[at..Math.Min(line.Length, at + 20)]}...: what is opened there is not closed");
            }

            end = end < 0 ? line.Length : end;
            if (isComplete && end < line.Length && !char.IsWhiteSpace(line[end]))
            {
                throw new PromptException($"{line[at..end]}: expected a blank behind it, found '{line[end]}'");
            }

            words.Add(line[at..end]);
            at = end;
            if (at == line.Length)
            {
                return (words, false);
            }
        }
    }

    /// <summary>Where the word ends that begins there; -1 where it does not.</summary>
    private static int EndOf(string line, int start)
    {
        var at = start;
        var isValueStart = true;
        while (at < line.Length && !char.IsWhiteSpace(line[at]))
        {
            switch (line[at])
            {
                case '"' or '\'' when isValueStart:
                    return EndOfQuoted(line, at);
                case '{' or '[' when isValueStart:
                    return EndOfJson(line, at);
            }

            // A name may hold brackets (meterValue[0].value=5); only what begins a value opens anything.
            isValueStart = line[at] == '=' && line.IndexOf('=', start) == at;
            at++;
        }

        return at;
    }

    private static int EndOfQuoted(string line, int start)
    {
        for (var at = start + 1; at < line.Length; at++)
        {
            if (line[at] == '\\')
            {
                at++;
            }
            else if (line[at] == line[start])
            {
                return at + 1;
            }
        }

        return -1;
    }

    private static int EndOfJson(string line, int start)
    {
        var depth = 0;
        for (var at = start; at < line.Length; at++)
        {
            switch (line[at])
            {
                case '"':
                    at = EndOfQuoted(line, at) - 1;
                    if (at < 0)
                    {
                        return -1;
                    }

                    break;
                case '{' or '[':
                    depth++;
                    break;
                case '}' or ']' when --depth == 0:
                    return at + 1;
            }
        }

        return -1;
    }
}
