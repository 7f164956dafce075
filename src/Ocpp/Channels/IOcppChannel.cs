using ChargerFirmware.Ocpp.Links;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Ocpp.Channels;

/// <summary>
/// The way to the other side as its user sees it: calls are made and carried out as messages, and what they look like on the
/// wire is the channel's own business. Lives as long as its connection; everything happens on the loop.
/// </summary>
/// <remarks>
/// The other side's calls go to the <see cref="ActionHandlers"/> that the channel was made with, one at a time and in order. A transport
/// without a connection of its own, such as SOAP over HTTP, ends when a request of it cannot be delivered.
/// </remarks>
public interface IOcppChannel
{
    /// <summary>Everything as it goes over the wire, in either direction: for logs and counters.</summary>
    event Action<FrameDirection, ReadOnlyMemory<byte>>? Traced;

    /// <summary>A call of ours has its outcome.</summary>
    event Action<SettledCall>? Settled;

    /// <summary>A call of the other side was answered: its action, as the other side spelt it, and the error, or null for a response.</summary>
    event Action<string, ErrorCode?>? Answered;

    /// <summary>Something for the log.</summary>
    event Action<RpcIncident>? Incident;

    /// <summary>
    /// Something came that is not as the standard has it, and could be read nevertheless. By message: the action with <c>.req</c> or
    /// <c>.conf</c>, or <c>frame</c> for what is around one.
    /// </summary>
    event Action<string, IReadOnlyList<Deviation>>? Deviated;

    /// <summary>The channel has ended; every open call is settled by then.</summary>
    event Action<LinkClosed>? Closed;

    /// <summary>While true, nothing that the other side asks is carried out or answered, and it stays so.</summary>
    bool IsSilent { get; set; }

    /// <summary>Begins to listen. Nothing that arrived before is lost.</summary>
    void Open();

    /// <summary>Makes a call and waits for what becomes of it; calls that cannot go out yet wait for their turn in order.</summary>
    /// <param name="timeout">Counts from the moment the call goes out, not from here.</param>
    /// <exception cref="ArgumentException">The request is too long to be sent.</exception>
    Task<CallOutcome<TResponse>> CallAsync<TRequest, TResponse>(
        TypedAction<TRequest, TResponse> action, TRequest request, TimeSpan timeout)
        where TRequest : class
        where TResponse : class;

    /// <summary>Probes the connection so often from now on, where there is one to be probed; zero for never.</summary>
    void PingEvery(TimeSpan interval);

    /// <summary>Ends the channel. <see cref="Closed"/> follows.</summary>
    void Close(string reason);
}
