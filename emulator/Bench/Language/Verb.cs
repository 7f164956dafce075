namespace ChargerFirmware.Bench.Language;

/// <summary>One word of the bench's language. Console, scenarios and HTTP only translate into it.</summary>
/// <param name="Usage">How it is written, in brackets what may be left out.</param>
/// <param name="Summary">What it does, in one line.</param>
/// <param name="Run">Does it, and returns what there is to say.</param>
public sealed record Verb(string Name, string Usage, string Summary, Func<Session, Words, Task<string?>> Run)
{
    /// <summary>What a line of it asks of the board it runs on; null where any will do.</summary>
    internal Action<BoardNeeds, Words>? Needs { get; init; }

    /// <summary>It needs no station: a board alone has it, too.</summary>
    internal bool IsOfBoard { get; init; }

    /// <summary>Whether it can be done there.</summary>
    internal bool IsKnownTo(Session session) => IsOfBoard || session.HasStation;

    /// <summary>A verb that is done at once.</summary>
    public static Verb Of(string name, string usage, string summary, Func<Session, Words, string?> run) =>
        new(name, usage, summary, (session, words) => Task.FromResult(run(session, words)));
}
