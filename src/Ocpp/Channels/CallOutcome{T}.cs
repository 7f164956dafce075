using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Ocpp.Channels;

/// <summary>What became of a call.</summary>
public abstract record CallOutcome<TResponse>
    where TResponse : class
{
    private CallOutcome()
    {
    }

    /// <summary>The same in one word. An answer whose content means nothing is a result, too: it came.</summary>
    public CallEnd End => this switch
    {
        Result or Unreadable { Fault: not null } => CallEnd.Result,
        Error => CallEnd.Error,
        Unreadable => CallEnd.Unreadable,
        TimedOut => CallEnd.TimedOut,
        LinkLost { Sent: true } => CallEnd.LinkLost,
        _ => CallEnd.NotSent,
    };

    /// <summary>The same outcome with the response in other words.</summary>
    public CallOutcome<TOther> Select<TOther>(Func<TResponse, TOther> read)
        where TOther : class
    {
        ArgumentNullException.ThrowIfNull(read);
        return this switch
        {
            Result result => new CallOutcome<TOther>.Result(read(result.Response), result.Deviations),
            Error error => new CallOutcome<TOther>.Error(error.Code, error.CodeWord, error.Description),
            Unreadable unreadable => new CallOutcome<TOther>.Unreadable(unreadable.Description, unreadable.Fault),
            LinkLost lost => new CallOutcome<TOther>.LinkLost(lost.Sent),
            _ => new CallOutcome<TOther>.TimedOut(),
        };
    }

    /// <summary>The other side has carried the call out.</summary>
    /// <param name="Deviations">What was not as the standard has it in a response that could be read nevertheless.</param>
    public sealed record Result(TResponse Response, IReadOnlyList<Deviation> Deviations) : CallOutcome<TResponse>
    {
        /// <summary>Without the response, which may hold secrets.</summary>
        public override string ToString() => "answered";
    }

    /// <summary>The other side failed to process the call.</summary>
    /// <param name="CodeWord">The error as the other side spelt it.</param>
    public sealed record Error(ErrorCode Code, string CodeWord, string Description) : CallOutcome<TResponse>
    {
        public override string ToString() => $"refused, {CodeWord}: {Description}";
    }

    /// <summary>The other side answered, so it did get the call; what it answered is unreadable.</summary>
    /// <param name="Fault">What is wrong with the response; null where not even what is around it can be read.</param>
    public sealed record Unreadable(string Description, MessageFault? Fault) : CallOutcome<TResponse>
    {
        public override string ToString() => $"answered unreadably: {Description}";
    }

    /// <summary>No answer within the time-out. The other side may or may not have got the call.</summary>
    public sealed record TimedOut : CallOutcome<TResponse>
    {
        public override string ToString() => "not answered in time";
    }

    /// <summary>The link ended first. If <paramref name="Sent"/>, the other side may have got the call, otherwise it has not.</summary>
    public sealed record LinkLost(bool Sent) : CallOutcome<TResponse>
    {
        public override string ToString() => Sent ? "lost with the link" : "not sent, the link was lost";
    }
}
