namespace ChargerFirmware.Telemetry.Metrics;

/// <summary>
/// What is counted on the way to the central system, in words of short lists: an implementation lets nothing through that a peer
/// made up. Used on the loop only.
/// </summary>
public interface IBackendTraffic
{
    /// <summary>An attempt to connect has ended; true when there is a link now.</summary>
    event Action<bool>? Dialled;

    /// <summary>A call of ours was settled: its action, its outcome, and how long the answer took where there was one.</summary>
    event Action<string, string, TimeSpan?>? CallSettled;

    /// <summary>A call of the central system was answered: its action and how.</summary>
    event Action<string, string>? CallAnswered;

    /// <summary>The central system did what the standard does not allow.</summary>
    event Action<string>? Incident;

    /// <summary>The central system sent something otherwise than the standard has it, and was understood: in which message, in which member.</summary>
    event Action<string, string>? Deviated;

    /// <summary>All values of <see cref="IBackend.LinkState"/>.</summary>
    IReadOnlyList<string> LinkStates { get; }

    /// <summary>The actions that the station calls.</summary>
    IReadOnlyList<string> Actions { get; }

    /// <summary>What commonly becomes of a call; rarer outcomes need not be foreseen.</summary>
    IReadOnlyList<string> Outcomes { get; }

    /// <summary>All values of <see cref="Incident"/>.</summary>
    IReadOnlyList<string> IncidentKinds { get; }

    /// <summary>When the event of the oldest unanswered transaction message happened; null when none waits.</summary>
    DateTimeOffset? OldestMessageAt { get; }
}
