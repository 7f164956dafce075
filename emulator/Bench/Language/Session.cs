namespace ChargerFirmware.Bench.Language;

/// <summary>One speaker of the language: a console, a scenario. It remembers the connector spoken of and what was seen already.</summary>
public sealed class Session(Workbench bench)
{
    public Workbench Bench { get; } = bench;

    /// <summary>The connector that a verb means when it names none.</summary>
    public int Connector { get; set; } = 1;

    /// <summary>
    /// Whether a driver looks what comes of plugging, showing a card and pulling before he goes on, as people do. Off in scenarios: they
    /// say what they wait for.
    /// </summary>
    public bool Settles { get; init; }

    /// <summary>Frames before this one were spoken of already; expectations look behind it.</summary>
    public int FramePosition { get; set; }

    /// <summary>Attempts to connect before this one were spoken of already.</summary>
    public int DialPosition { get; set; }

    /// <summary>Actions that were called by name, which may be none of the standard: so they may be expected, too.</summary>
    public ISet<string> Called { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Where the charging profile begins that was set last; null before one was.</summary>
    public DateTimeOffset? ScheduleStart { get; set; }

    /// <summary>Carries out one line. An empty one does nothing.</summary>
    /// <returns>What there is to say about it, or null.</returns>
    /// <exception cref="BenchException">It cannot be done, or what it expects has not come.</exception>
    public async Task<string?> RunAsync(string line)
    {
        var words = new Words(line);
        if (words.IsEnd)
        {
            return null;
        }

        var name = words.Next("a verb");
        var verb = VerbTable.Require(name);
        try
        {
            var answer = await verb.Run(this, words);
            words.End();
            return answer;
        }
        catch (Exception excess) when (excess is ArgumentException or ArithmeticException or FormatException)
        {
            throw new LanguageException($"{verb.Usage}: {excess.Message}");
        }
    }

    /// <summary>The connector named next, else the one spoken of.</summary>
    public int TakeConnector(Words words) => words.TryTakeNumber() ?? Connector;
}
