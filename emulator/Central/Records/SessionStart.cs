namespace ChargerFirmware.Central.Records;

/// <summary>What tells one start of a session from another: a station that was not answered sends it again with the same content.</summary>
/// <param name="IdToken">Compared without regard to case.</param>
public sealed record SessionStart(string Station, int ConnectorId, string IdToken, DateTimeOffset Time, long MeterStartWh)
{
    public bool IsOf(SessionRecord session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.Station == Station && session.ConnectorId == ConnectorId && session.MeterStartWh == MeterStartWh &&
            session.StartTime == Time && string.Equals(session.IdToken, IdToken, StringComparison.OrdinalIgnoreCase);
    }
}
