namespace ChargerFirmware.Ocpp.Rpc;

/// <summary>What became of a call, in one word.</summary>
public enum CallEnd
{
    Result,
    Error,

    /// <summary>Answered by what cannot be read.</summary>
    Unreadable,
    TimedOut,

    /// <summary>The link ended while it waited for its answer.</summary>
    LinkLost,

    /// <summary>The link ended before it went out.</summary>
    NotSent,
}
