using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Ocpp16.Mapping;
using ChargerFirmware.Station.Ocpp16.SmartCharging;
using ChargerFirmware.Station.Protocol.Link;
using ChargingProfile = ChargerFirmware.Station.Profiles.ChargingProfile;

namespace ChargerFirmware.Station.Ocpp16.Core;

/// <summary>OCPP 1.6, 5.11: answered first, then tried. Not while the registration is pending (4.2).</summary>
internal sealed class RemoteStartTransactionHandler(ChargingStation station, CentralSystemLink link)
    : ActionHandler<RemoteStartTransactionRequest, RemoteStartTransactionResponse>(Ocpp16Catalog.RemoteStartTransaction)
{
    public override Task<ActionReply<RemoteStartTransactionResponse>> HandleAsync(RemoteStartTransactionRequest request)
    {
        var profile = request.ChargingProfile is { } given ? ChargingProfileMapping.Read(given, request.ConnectorId ?? 1) : null;
        if (!link.IsOperational || !station.CanRemoteStart(request.ConnectorId, IdTags.Read(request.IdTag)) ||
            (profile is not null && !IsForTheStart(profile, request)))
        {
            return Answer(new RemoteStartTransactionResponse { Status = RemoteStartStopStatus.Rejected });
        }

        return Answer(
            new RemoteStartTransactionResponse { Status = RemoteStartStopStatus.Accepted },
            () => station.RemoteStart(request.ConnectorId, IdTags.Read(request.IdTag), profile));
    }

    /// <summary>A TxProfile that names no transaction: its own is yet to come (5.11, 5.16.2).</summary>
    private bool IsForTheStart(ChargingProfile profile, RemoteStartTransactionRequest request) =>
        request.ChargingProfile!.TransactionId is null && station.Profiles.FindStartFault(profile, request.ConnectorId) is null;
}
