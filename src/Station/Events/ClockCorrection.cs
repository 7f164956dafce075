namespace ChargerFirmware.Station.Events;

/// <summary>The clock of one run was off, and so are the stamps of what happened until the station was given the time.</summary>
/// <param name="From">The <see cref="StationEvent.Sequence"/> of the first event of that run.</param>
/// <param name="To">That of the last event before the time was given.</param>
internal sealed record ClockCorrection(long From, long To, TimeSpan By)
{
    /// <summary>Whether the clock of then stamped it.</summary>
    public bool IsAbout(StationEvent happened) => happened.Sequence >= From && happened.Sequence <= To && !happened.IsOfEarlierRun;

    /// <summary>Corrects what it is about.</summary>
    public void ApplyTo(StationEvent happened)
    {
        if (IsAbout(happened))
        {
            happened.Correction = By;
        }
    }
}
