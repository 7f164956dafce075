using ChargerFirmware.Central.Records;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Central.Ocpp16.Reading;

/// <summary>What is known of a token, in the words of OCPP 1.6 (7.2).</summary>
internal static class Tokens
{
    public static IdTagInfo InfoOf(TokenRecord token) => new()
    {
        Status = token.Status switch
        {
            TokenStatus.Accepted => AuthorizationStatus.Accepted,
            TokenStatus.Blocked => AuthorizationStatus.Blocked,
            TokenStatus.Expired => AuthorizationStatus.Expired,
            TokenStatus.ConcurrentTx => AuthorizationStatus.ConcurrentTx,
            _ => AuthorizationStatus.Invalid,
        },
        ParentIdTag = token.Group,
        ExpiryDate = token.ExpiryDate,
    };

    public static TokenStatus StatusOf(AuthorizationStatus status) => status switch
    {
        AuthorizationStatus.Accepted => TokenStatus.Accepted,
        AuthorizationStatus.Blocked => TokenStatus.Blocked,
        AuthorizationStatus.Expired => TokenStatus.Expired,
        AuthorizationStatus.ConcurrentTx => TokenStatus.ConcurrentTx,
        _ => TokenStatus.Invalid,
    };
}
