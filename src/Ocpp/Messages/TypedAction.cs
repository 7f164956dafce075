using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Ocpp.Json;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Ocpp.Messages;

/// <summary>An action with its request and response: writes them and reads them.</summary>
public sealed class TypedAction<TRequest, TResponse> : ActionDescription
    where TRequest : class
    where TResponse : class
{
    private readonly MessageForm<TRequest> _request;
    private readonly MessageForm<TResponse> _response;

    /// <param name="json">The rules of the version's JSON; must know both messages.</param>
    public TypedAction(string name, CallDirection direction, string profile, MessageJson json)
        : base(name, direction, profile)
    {
        ArgumentNullException.ThrowIfNull(json);
        _request = new MessageForm<TRequest>(json);
        _response = new MessageForm<TResponse>(json);
    }

    public override JsonTypeInfo RequestForm => _request.Type;

    public override JsonTypeInfo ResponseForm => _response.Type;

    public ReadOnlyMemory<byte> EncodeRequest(TRequest request) => _request.Encode(request);

    public ReadOnlyMemory<byte> EncodeResponse(TResponse response) => _response.Encode(response);

    public Decoded<TRequest> DecodeRequest(ReadOnlyMemory<byte> payload, Strictness strictness = Strictness.Strict) =>
        _request.Decode(payload, strictness);

    public Decoded<TResponse> DecodeResponse(ReadOnlyMemory<byte> payload, Strictness strictness = Strictness.Salvage) =>
        _response.Decode(payload, strictness);

    /// <summary>The response as a handler gives it back.</summary>
    /// <param name="afterSent">See <see cref="CallReply.Result.AfterSent"/>.</param>
    public CallReply Reply(TResponse response, Action? afterSent = null) =>
        new CallReply.Result(EncodeResponse(response)) { AfterSent = afterSent };

    public override Inspected InspectRequest(ReadOnlyMemory<byte> payload, Strictness strictness) => DecodeRequest(payload, strictness).Inspected;

    public override Inspected InspectResponse(ReadOnlyMemory<byte> payload, Strictness strictness) => DecodeResponse(payload, strictness).Inspected;

    private sealed class MessageForm<T>(MessageJson json)
        where T : class
    {
        // Made when the first message of the kind comes or goes: making all of them was a twentieth of a charger's start.
        public JsonTypeInfo<T> Type => field ??= (JsonTypeInfo<T>)json.Options.GetTypeInfo(typeof(T));

        public ReadOnlyMemory<byte> Encode(T message) => JsonSerializer.SerializeToUtf8Bytes(message, Type);

        public Decoded<T> Decode(ReadOnlyMemory<byte> payload, Strictness strictness) => PayloadDecoder.Decode(payload, Type, strictness);
    }
}
