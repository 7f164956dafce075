using ChargerFirmware.Station.Timing;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Protocol.Link;

/// <summary>The time as the central system gives it in BootNotification.conf and Heartbeat.conf, on its way to the station's clock.</summary>
internal sealed class GivenTime(StationClock clock, Heartbeat heartbeat, ILogger logger)
{
    private static readonly TimeSpan s_worthALine = TimeSpan.FromSeconds(1);

    /// <inheritdoc cref="StationClock.CloseCorrections"/>
    public void CloseCorrections() => clock.CloseCorrections();

    /// <inheritdoc cref="StationClock.Set"/>
    public ClockAnswer Note(DateTimeOffset given)
    {
        var shown = clock.UtcNow;
        var answer = clock.Set(given);
        switch (answer)
        {
            case ClockAnswer.Believed:
                heartbeat.NoteTime();
                if ((clock.UtcNow - shown).Duration() >= s_worthALine)
                {
                    logger.LogInformation("The central system gave the time {Given:O}; the clock showed {Shown:O} and was moved", given, shown);
                }

                break;
            case ClockAnswer.Doubted:
                logger.LogWarning(
                    "The central system gave the time {Given:O}, and the clock shows {Shown:O}: too far off to be believed without a second answer that agrees",
                    given, shown);
                break;
            default:
                logger.LogError(
                    "The central system gave the time {Given:O}, which cannot be: expected {Earliest:yyyy} to {Latest:yyyy}. The clock stays at {Shown:O}; " +
                    "the central system's clock needs to be set",
                    given, StationClock.Earliest, StationClock.Latest, shown);
                break;
        }

        return answer;
    }
}
