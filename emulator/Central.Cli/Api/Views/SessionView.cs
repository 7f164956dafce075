using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Cli.Api.Views;

/// <summary>A charging session as its station has reported it.</summary>
/// <param name="TransactionId">What it is called on the wire.</param>
/// <param name="StartTime">By the station's clock, as <paramref name="StopTime"/>.</param>
/// <param name="StartedAt">When that came, by the central system's clock, as <paramref name="StoppedAt"/>.</param>
/// <param name="TokenStatus">What the station heard about the token when the session started.</param>
/// <param name="EnergyWh">Null while it runs.</param>
internal sealed record SessionView(
    long Id,
    string TransactionId,
    string Station,
    int? EvseId,
    int ConnectorId,
    string IdToken,
    TokenStatus TokenStatus,
    int? ReservationId,
    bool Running,
    DateTimeOffset StartTime,
    DateTimeOffset StartedAt,
    long MeterStartWh,
    DateTimeOffset? StopTime,
    DateTimeOffset? StoppedAt,
    long? MeterStopWh,
    string? StopIdToken,
    string? StopReason,
    long? EnergyWh)
{
    public static SessionView Of(SessionRecord session) => new(
        session.Id,
        session.TransactionId,
        session.Station,
        session.EvseId,
        session.ConnectorId,
        session.IdToken,
        session.TokenStatus,
        session.ReservationId,
        session.IsRunning,
        session.StartTime,
        session.StartedAt,
        session.MeterStartWh,
        session.StopTime,
        session.StoppedAt,
        session.MeterStopWh,
        session.StopIdToken,
        session.StopReason,
        session.EnergyWh);
}
