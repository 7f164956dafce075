using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Station.Ocpp16.Core;

/// <summary>OCPP 1.6, 5.14: answered first, then transactions end with the reset's own reason, then the station restarts.</summary>
internal sealed class ResetHandler(ResetSequence sequence) : ActionHandler<ResetRequest, ResetResponse>(Ocpp16Catalog.Reset)
{
    protected override Task<CallReply> HandleAsync(ResetRequest request) => Answer(
        new ResetResponse { Status = ResetStatus.Accepted },
        () => sequence.Begin(request.Type == ResetType.Hard ? ResetKind.Hard : ResetKind.Soft));
}
