namespace ChargerFirmware.Tests.Scenarios;

/// <summary>What ChangeAvailability promises with its answer, on a disk that takes its time.</summary>
public sealed class AvailabilityTests
{
    [Fact]
    public void What_is_answered_is_in_force_and_survives_a_power_cut()
    {
        Story.Run(
            async story => await story.RunAsync(
                """
                call ChangeAvailability {"connectorId":1,"type":"Inoperative"}
                expect answer ChangeAvailability status=Accepted
                reserve 7 1 04A1B2C3 for 30m
                expect answer ReserveNow status=Unavailable
                call ChangeAvailability {"connectorId":2,"type":"Inoperative"}
                expect answer ChangeAvailability status=Accepted
                power off
                wait 1m
                power on
                expect answered BootNotification within 60s
                expect sent StatusNotification connectorId=2 status=Unavailable
                expect sent StatusNotification connectorId=1 status=Unavailable
                expect violations none
                """),
            syncTime: TimeSpan.FromMilliseconds(500));
    }
}
