using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Commands;

/// <summary>
/// What an operator asks of a station, in no version's words; the binding of the version that the station speaks makes calls of it. Used on the loop.
/// </summary>
public interface IStationCommands
{
    /// <summary>Starts a session (OCPP 1.6: RemoteStartTransaction).</summary>
    /// <param name="connectorId">Null leaves it to the station.</param>
    Task<CommandOutcome> StartAsync(int? connectorId, string idToken);

    /// <summary>Ends a session (OCPP 1.6: RemoteStopTransaction).</summary>
    Task<CommandOutcome> StopAsync(SessionRecord session);

    /// <summary>Restarts the station: at once when <paramref name="isHard"/>, else in order.</summary>
    Task<CommandOutcome> ResetAsync(bool isHard);

    Task<CommandOutcome> UnlockAsync(int connectorId);

    /// <param name="connectorId">0 for any.</param>
    /// <param name="reservationId">A new one, or one of the station's to be replaced.</param>
    Task<CommandOutcome> ReserveAsync(int reservationId, int connectorId, string idToken, DateTimeOffset expiryDate);

    Task<CommandOutcome> CancelReservationAsync(int reservationId);

    /// <param name="connectorId">0 for the station.</param>
    Task<CommandOutcome> ChangeAvailabilityAsync(int connectorId, bool isOperative);
}
