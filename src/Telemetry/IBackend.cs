namespace ChargerFirmware.Telemetry;

/// <summary>What an operator wants to know of the way to the central system. Used on the loop only.</summary>
public interface IBackend
{
    /// <summary>Link state, queue depth or dead letters have changed. Raised on the loop.</summary>
    event Action? Changed;

    /// <summary>A frame went or came. Raised on the loop; the payload is valid during the call.</summary>
    event Action<FrameSide, ReadOnlyMemory<byte>>? Traced;

    /// <summary>Where the station stands with its central system, in the link machine's own words.</summary>
    string LinkState { get; }

    /// <summary>Linked and accepted.</summary>
    bool IsOperational { get; }

    /// <summary>Transaction messages that are not answered yet.</summary>
    int QueueDepth { get; }

    /// <summary>Transaction messages that were refused for good and lie where a person can find them.</summary>
    int DeadLetters { get; }
}
