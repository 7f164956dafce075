namespace ChargerFirmware.Ocpp.Rpc;

/// <summary>What became of a CALL.</summary>
public abstract record CallOutcome
{
    private CallOutcome()
    {
    }

    /// <summary>The same in one word.</summary>
    public CallEnd End => this switch
    {
        Result => CallEnd.Result,
        Error => CallEnd.Error,
        Unreadable => CallEnd.Unreadable,
        TimedOut => CallEnd.TimedOut,
        LinkLost { Sent: true } => CallEnd.LinkLost,
        _ => CallEnd.NotSent,
    };

    /// <summary>The other side answered with a CALLRESULT.</summary>
    /// <param name="Payload">One JSON object in UTF-8, not yet read.</param>
    public sealed record Result(ReadOnlyMemory<byte> Payload) : CallOutcome
    {
        /// <summary>Without the payload, which may hold secrets.</summary>
        public override string ToString() => $"answered with {Payload.Length} bytes";
    }

    /// <summary>The other side answered with a CALLERROR: it failed to process the call.</summary>
    public sealed record Error(ErrorCode Code, string CodeWord, string Description, ReadOnlyMemory<byte> Details) : CallOutcome
    {
        public override string ToString() => $"refused, {CodeWord}: {Description}";
    }

    /// <summary>The other side answered, and the answer is no frame that can be read. It did get the call.</summary>
    public sealed record Unreadable(string Description) : CallOutcome
    {
        public override string ToString() => $"answered unreadably: {Description}";
    }

    /// <summary>No answer within the time-out. The other side may or may not have got the call.</summary>
    public sealed record TimedOut : CallOutcome
    {
        public override string ToString() => "not answered in time";
    }

    /// <summary>The link ended first. If <paramref name="Sent"/>, the other side may have got the call, otherwise it has not.</summary>
    public sealed record LinkLost(bool Sent) : CallOutcome
    {
        public override string ToString() => Sent ? "lost with the link" : "not sent, the link was lost";
    }
}
