namespace ChargerFirmware.Central.Cli.Api.Events;

/// <summary>What kinds of events there are, in the words of the interface.</summary>
internal static class EventKind
{
    public const string SessionStarted = "session_started";
    public const string SessionStopped = "session_stopped";
    public const string Frame = "frame";

    /// <summary>How many events a reader has missed.</summary>
    public const string Lost = "lost";

    /// <summary>What somebody hears who does not choose: all but frames, which are many.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["connected", "disconnected", "boot", "status", SessionStarted, SessionStopped];

    public static IReadOnlyList<string> All { get; } = [.. Usual, Frame];
}
