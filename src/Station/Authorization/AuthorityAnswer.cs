namespace ChargerFirmware.Station.Authorization;

/// <summary>What came of asking the central system for a tag.</summary>
public abstract record AuthorityAnswer
{
    private AuthorityAnswer()
    {
    }

    /// <summary>It was not reached, or the answer did not come.</summary>
    public static AuthorityAnswer None { get; } = new NoAnswer();

    /// <summary>It was reached, and did not say: a CALLERROR, or an answer without a status that can be read.</summary>
    public static AuthorityAnswer Undecided { get; } = new NoDecision();

    public sealed record Decided(TagInfo Info) : AuthorityAnswer;

    private sealed record NoAnswer : AuthorityAnswer;

    private sealed record NoDecision : AuthorityAnswer;
}
