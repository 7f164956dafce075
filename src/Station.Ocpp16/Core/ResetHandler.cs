using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Protocol;
using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Station.Ocpp16.Core;

/// <summary>
/// OCPP 1.6, 5.14: answered first, then transactions end with the reset's own reason, then the station restarts. Rejected while the
/// store cannot be written and memory alone holds transaction messages: a restart would lose them.
/// </summary>
internal sealed class ResetHandler(ChargingStation station, ResetSequence sequence, WatchedStore store)
    : ActionHandler<ResetRequest, ResetResponse>(Ocpp16Catalog.Reset)
{
    private bool WouldLose => store.IsFailing && (store.Holds || station.Connectors.Any(connector => connector.Transaction is not null));

    public override Task<ActionReply<ResetResponse>> HandleAsync(ResetRequest request) => WouldLose
        ? Answer(new ResetResponse { Status = ResetStatus.Rejected })
        : Answer(
            new ResetResponse { Status = ResetStatus.Accepted },
            () => sequence.Begin(request.Type == ResetType.Hard ? ResetKind.Hard : ResetKind.Soft));
}
