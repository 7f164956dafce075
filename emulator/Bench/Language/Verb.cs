namespace ChargerFirmware.Bench.Language;

/// <summary>One word of the bench's language. Console, scenarios and HTTP only translate into it.</summary>
/// <param name="Usage">How it is written, in brackets what may be left out.</param>
/// <param name="Summary">What it does, in one line.</param>
/// <param name="Run">Does it, and returns what there is to say.</param>
public sealed record Verb(string Name, string Usage, string Summary, Func<Session, Words, Task<string?>> Run)
{
    /// <summary>A verb that is done at once.</summary>
    public static Verb Of(string name, string usage, string summary, Func<Session, Words, string?> run) =>
        new(name, usage, summary, (session, words) => Task.FromResult(run(session, words)));
}
