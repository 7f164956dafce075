using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Profiles;

namespace ChargerFirmware.Station.Transactions;

/// <summary>Somebody may start a transaction and has not plugged yet, or the start is being prepared.</summary>
/// <param name="IsRemote">Asked for by the central system, not at the reader.</param>
public sealed record PendingStart(IdToken IdToken, IdToken? GroupIdToken, bool IsRemote)
{
    /// <summary>The TxProfile of the transaction to come; it goes where the start goes.</summary>
    public ChargingProfile? ChargingProfile { get; init; }
}
