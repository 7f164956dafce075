using ChargerFirmware.Station.Authorization;
using WireStatus = ChargerFirmware.Ocpp16.Types.AuthorizationStatus;

namespace ChargerFirmware.Station.Ocpp16.Mapping;

/// <summary>What a central system decided about an id token (OCPP 1.6, 7.2).</summary>
public static class AuthorizationStatuses
{
    public static AuthorizationStatus Read(WireStatus status) => status switch
    {
        WireStatus.Accepted => AuthorizationStatus.Accepted,
        WireStatus.Blocked => AuthorizationStatus.Blocked,
        WireStatus.Expired => AuthorizationStatus.Expired,
        WireStatus.Invalid => AuthorizationStatus.Invalid,
        WireStatus.ConcurrentTx => AuthorizationStatus.ConcurrentTx,
    };
}
