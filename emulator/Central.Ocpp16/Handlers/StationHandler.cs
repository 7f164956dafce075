using ChargerFirmware.Central.Ocpp16.Reading;
using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp.Messages;

namespace ChargerFirmware.Central.Ocpp16.Handlers;

/// <summary>Carries out one action of a station. What it cannot read as the standard has it, it takes for what it means, unless that is not wished.</summary>
internal abstract class StationHandler<TRequest, TResponse>(Csms csms, ConnectedStation station, TypedAction<TRequest, TResponse> action)
    : ActionHandler<TRequest, TResponse>(action)
    where TRequest : class
    where TResponse : class
{
    protected Csms Csms => csms;

    protected ConnectedStation Station => station;

    protected DateTimeOffset Now => csms.Loop.Time.GetUtcNow();

    public sealed override TRequest? Rescue(ReadOnlyMemory<byte> payload) =>
        csms.Options.Strictness == Strictness.Strict ? null : TolerantRequests.Read<TRequest>(payload, Now);
}
