namespace ChargerFirmware.Ocpp.Channels;

/// <summary>What a handler answers: a response, or the error that the caller gets instead.</summary>
public readonly record struct ActionReply<TResponse>
    where TResponse : class
{
    public ActionReply(TResponse response, Action? afterSent = null)
    {
        Response = response;
        AfterSent = afterSent;
    }

    public ActionReply(ErrorCode error, string description)
    {
        Error = error;
        Description = description;
    }

    /// <summary>Null where there is an error.</summary>
    public TResponse? Response { get; }

    /// <summary>
    /// Runs right after the response was handed over, for what must come second, such as a reset. Does not run when the connection ended
    /// before.
    /// </summary>
    public Action? AfterSent { get; }

    /// <summary>Means something where there is no response.</summary>
    public ErrorCode Error { get; }

    /// <summary>Of the error, for people.</summary>
    public string Description => field ?? "";
}
