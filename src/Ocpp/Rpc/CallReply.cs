namespace ChargerFirmware.Ocpp.Rpc;

/// <summary>What a handler answers to an <see cref="IncomingCall"/>.</summary>
public abstract record CallReply
{
    private CallReply()
    {
    }

    /// <summary>No answer at all, as a station gives that was rejected at boot (OCPP 1.6, 4.2.1).</summary>
    public static CallReply None { get; } = new Silence();

    /// <summary>A CALLRESULT.</summary>
    /// <param name="Payload">One JSON object in UTF-8; empty for <c>{}</c>.</param>
    public sealed record Result(ReadOnlyMemory<byte> Payload) : CallReply
    {
        /// <summary>
        /// Runs right after the answer was handed to the link, for actions that must come second, such as a reset. Does not run when the
        /// link ended before the answer was given.
        /// </summary>
        public Action? AfterSent { get; init; }

        /// <summary>Without the payload, which may hold secrets.</summary>
        public override string ToString() => $"answer of {Payload.Length} bytes";
    }

    /// <summary>A CALLERROR.</summary>
    /// <param name="Description">For people; cut at 255 characters.</param>
    public sealed record Error(ErrorCode Code, string Description = "") : CallReply;

    private sealed record Silence : CallReply;
}
