using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;

namespace ChargerFirmware.Central.Ocpp16.Handlers;

/// <summary>Tells a station the time (OCPP 1.6, 4.6).</summary>
internal sealed class HeartbeatHandler(Csms csms, ConnectedStation station)
    : StationHandler<HeartbeatRequest, HeartbeatResponse>(csms, station, Ocpp16Catalog.Heartbeat)
{
    public override Task<ActionReply<HeartbeatResponse>> HandleAsync(HeartbeatRequest request) =>
        Answer(new HeartbeatResponse { CurrentTime = Csms.Clock.UtcNow });
}
