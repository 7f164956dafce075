namespace ChargerFirmware.Station.Maintenance;

/// <summary>The stretch of civil time that is asked for; open at an end that is null.</summary>
public sealed record DiagnosticsWindow(DateTimeOffset? From = null, DateTimeOffset? To = null)
{
    public bool IsBounded => From is not null || To is not null;

    public bool Holds(DateTimeOffset time) => (From is null || time >= From) && (To is null || time <= To);
}
