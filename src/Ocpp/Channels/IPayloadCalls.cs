using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Ocpp.Channels;

/// <summary>What only a channel of JSON can do: a call whose payload was written before.</summary>
public interface IPayloadCalls
{
    /// <inheritdoc cref="RpcPeer.CallAsync"/>
    Task<CallOutcome> CallAsync(string action, ReadOnlyMemory<byte> payload, TimeSpan timeout);
}
