namespace ChargerFirmware.Listening;

/// <summary>What a server accepts from its clients. Clients that are slow, silent, many or loud are cut off, and others do not notice.</summary>
public sealed record ServerLimits
{
    /// <summary>Connections at once; when one more comes, the one that has kept the server waiting longest goes.</summary>
    public int Connections { get; init; } = 64;

    /// <summary>The body of a request in bytes.</summary>
    public int BodyBytes { get; init; } = 64 * 1024;

    /// <summary>The first line of a request in bytes.</summary>
    public int RequestLineBytes { get; init; } = 4096;

    /// <summary>All headers together in bytes.</summary>
    public int HeaderBytes { get; init; } = 16 * 1024;

    /// <summary>How long the head of a request may take to arrive.</summary>
    public TimeSpan HeadTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the body may take to arrive.</summary>
    public TimeSpan BodyTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long answering may take; then the connection is cut. Longer than any handler waits by itself.</summary>
    public TimeSpan AnswerTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the answer may take to go out before its connection counts as one that keeps the server waiting.</summary>
    public TimeSpan SendTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a connection may be idle between requests.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromMinutes(2);
}
