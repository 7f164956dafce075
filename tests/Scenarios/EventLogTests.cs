using ChargerFirmware.Station.Events;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>What happens in a session, as the station logs it for whatever protocol reports it.</summary>
public sealed class EventLogTests
{
    [Fact]
    public void A_session_is_logged_from_the_token_to_the_end_with_what_led_to_each_step()
    {
        var logged = new List<(EventKinds Kind, EventTrigger Trigger)>();
        Story.Run(async story =>
        {
            story.Bench.Station.Events.Happened += happened => logged.Add((happened.Kind, happened.Trigger));
            await story.RunAsync("connector 1\nswipe 04A1B2C3\nwait 5s\nplug\nexpect status Charging within 20s\nwait 70s");
            await story.RunAsync("profile 1 TxDefaultProfile Absolute A 0:10 begins 0 duration 86400 id 2 level 1\nwait 5s\nswipe 04A1B2C3\nexpect status Finishing within 20s\nwait 5s\nunplug\nexpect status Available within 20s");
        });

        Assert.Equal(
            [
                (EventKinds.Tokens, EventTrigger.Authorized),
                (EventKinds.Plugs, EventTrigger.CablePluggedIn),
                (EventKinds.Begins, EventTrigger.CablePluggedIn),
                (EventKinds.ChargingStates, EventTrigger.ChargingStateChanged),
                (EventKinds.Samples, EventTrigger.MeterValuePeriodic),
                (EventKinds.Limits, EventTrigger.ChargingRateChanged),
                (EventKinds.Ends, EventTrigger.StopAuthorized),
                (EventKinds.Plugs, EventTrigger.CableUnplugged),
            ],
            logged.Where((happened, index) => index == 0 || happened != logged[index - 1]));
    }

    [Fact]
    public void A_remote_start_at_a_plugged_vehicle_begins_by_the_remote_start()
    {
        var triggers = new List<EventTrigger>();
        Story.Run(async story =>
        {
            story.Bench.Station.Events.Happened += happened => triggers.AddRange(happened is TransactionStarted ? [happened.Trigger] : []);
            await story.RunAsync("connector 1\nplug\nwait 5s\nremote-start 1 04A1B2C3\nexpect status Charging within 20s");
        });

        Assert.Equal([EventTrigger.RemoteStart], triggers);
    }
}
