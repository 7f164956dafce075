using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Station.Protocol.Link;

namespace ChargerFirmware.Station.Protocol.Transactions;

/// <summary>A message of a transaction in the words of a version, to be sent as often as it takes; its content stays the same.</summary>
public abstract class TransactionMessage
{
    private TransactionMessage()
    {
    }

    /// <param name="read">What an answer says.</param>
    public static TransactionMessage Of<TRequest, TResponse>(
        TypedAction<TRequest, TResponse> action, TRequest request, Func<TResponse, TransactionAnswer> read)
        where TRequest : class
        where TResponse : class => new Typed<TRequest, TResponse>(action, request, read);

    /// <returns>Null when it could not be sent.</returns>
    public abstract Task<CallOutcome<TransactionAnswer>?> SendAsync(CentralSystemLink link);

    /// <summary>JSON in UTF-8, for a store and for people.</summary>
    public abstract ReadOnlyMemory<byte> Encode();

    private sealed class Typed<TRequest, TResponse>(
        TypedAction<TRequest, TResponse> action, TRequest request, Func<TResponse, TransactionAnswer> read) : TransactionMessage
        where TRequest : class
        where TResponse : class
    {
        public override async Task<CallOutcome<TransactionAnswer>?> SendAsync(CentralSystemLink link) =>
            (await link.CallAsync(action, request))?.Select(read);

        public override ReadOnlyMemory<byte> Encode() => action.EncodeRequest(request);
    }
}
