namespace ChargerFirmware.Station.Timing;

/// <summary>What became of a time that a central system gave.</summary>
public enum ClockAnswer
{
    /// <summary>The clock shows it now.</summary>
    Believed,

    /// <summary>It is further off than one answer may move the clock: a second one that agrees is needed.</summary>
    Doubted,

    /// <summary>It cannot be: before <see cref="StationClock.Earliest"/> or not before <see cref="StationClock.Latest"/>.</summary>
    Refused,
}
