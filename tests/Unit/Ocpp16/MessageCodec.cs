using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp16;

namespace ChargerFirmware.Tests.Unit.Ocpp16;

/// <summary>One message of the catalog without its type.</summary>
internal sealed record MessageCodec(Func<byte[], Strictness, MessageFault?> FindFault, Func<byte[], byte[]> Reencode)
{
    public static MessageCodec Of(string message)
    {
        var isRequest = message.EndsWith("Request");
        var name = message[..^(isRequest ? "Request" : "Response").Length];
        Assert.True(Ocpp16Catalog.All.TryFind(name, out var action), name);
        return (MessageCodec)typeof(MessageCodec).GetMethod(nameof(Typed), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(action.GetType().GetGenericArguments()).Invoke(null, [action, isRequest])!;
    }

    private static MessageCodec Typed<TRequest, TResponse>(TypedAction<TRequest, TResponse> action, bool isRequest)
        where TRequest : class
        where TResponse : class =>
        isRequest
            ? new MessageCodec((payload, strictness) => action.InspectRequest(payload, strictness).Fault, payload =>
            {
                Assert.True(action.DecodeRequest(payload).TryGet(out var message, out var fault), fault?.ToString());
                return action.EncodeRequest(message).ToArray();
            })
            : new MessageCodec((payload, strictness) => action.InspectResponse(payload, strictness).Fault, payload =>
            {
                Assert.True(action.DecodeResponse(payload).TryGet(out var message, out var fault), fault?.ToString());
                return action.EncodeResponse(message).ToArray();
            });
}
