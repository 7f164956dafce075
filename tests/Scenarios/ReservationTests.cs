using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Statuses;
using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>What reservations do when the clock jumps, the store fails, or the station does not take them for any connector.</summary>
public sealed class ReservationTests
{
    [Fact]
    public void A_clock_that_jumps_ahead_ends_what_is_out_of_date_then()
    {
        Story.Run(async story =>
        {
            await story.RunAsync("reserve 7 1 04A1B2C3 for 30m\nexpect sent StatusNotification connectorId=1 status=Reserved\nwait 1s");
            story.Bench.Station.Clock.Set(story.Bench.Station.Clock.UtcNow.AddMinutes(29));
            await story.RunAsync("wait 30s\nexpect status Reserved within 1ms\nexpect sent StatusNotification connectorId=1 status=Available within 40s");
        });
    }

    [Fact]
    public void A_clock_that_is_set_back_prolongs_a_reservation()
    {
        Story.Run(async story =>
        {
            await story.RunAsync("reserve 7 1 04A1B2C3 for 2m\nexpect sent StatusNotification connectorId=1 status=Reserved\nwait 1s");
            story.Bench.Station.Clock.Set(story.Bench.Station.Clock.UtcNow.AddMinutes(-2));
            await story.RunAsync("expect no sent StatusNotification for 225s\nexpect sent StatusNotification connectorId=1 status=Available within 20s");
        });
    }

    [Fact]
    public void A_reservation_of_many_years_is_waited_for()
    {
        Story.Run(async story => await story.RunAsync(
            """
            call ReserveNow {"connectorId":1,"expiryDate":"9999-12-31T23:59:59Z","idTag":"04A1B2C3","reservationId":7}
            expect answer ReserveNow status=Accepted
            wait 10s
            expect status Reserved within 1ms
            """));
    }

    [Fact]
    [Trait("Octt", "TC_050_4_CS")]
    public void A_station_that_does_not_reserve_any_connector_says_so()
    {
        Story.Run(async story =>
        {
            story.Bench.Station.Settings.ReserveConnectorZeroSupported = false;
            await story.RunAsync(
                """
                reserve 7 0 04A1B2C3 for 30m
                expect answer ReserveNow status=Rejected
                get ReserveConnectorZeroSupported
                expect answer GetConfiguration configurationKey[0].value=false configurationKey[0].readonly=true
                reserve 7 1 04A1B2C3 for 30m
                expect answer ReserveNow status=Accepted
                """);
        });
    }

    [Fact]
    public void A_reservation_that_was_used_before_a_power_cut_is_not_in_force_after_it()
    {
        var store = new MemoryStore();
        Story.Run(
            async story =>
            {
                await story.RunAsync("reserve 7 1 04A1B2C3 for 30m\nreserve 8 2 04A1B2C4 for 30m\nexpect status Reserved");
                var row = store.Load(StoreTables.Reservations)[0];
                await story.RunAsync("plug\nwait 2s\nswipe 04A1B2C3\nexpect sent StartTransaction reservationId=7 within 20s\npower off\nwait 10s");
                Assert.Equal("8", Assert.Single(store.Load(StoreTables.Reservations)).Key);

                // As if the power had gone between the two writes.
                await store.CommitAsync([StoreChange.Put(StoreTables.Reservations, row.Key, row.Value)]);
                await story.RunAsync("power on\nexpect sent StopTransaction reason=PowerLoss within 60s\ncancel-reservation 7\nexpect answer CancelReservation status=Rejected");
                await story.RunAsync("cancel-reservation 8\nexpect answer CancelReservation status=Accepted");
            },
            store: store);
    }

    [Fact]
    public void A_reservation_that_the_store_refused_is_written_when_it_can_be()
    {
        var store = new MemoryStore();
        Story.Run(
            async story =>
            {
                await story.RunAsync("fault 0 store-failing\nreserve 7 1 04A1B2C3 for 30m\nexpect answer ReserveNow status=Accepted");
                Assert.Empty(store.Load(StoreTables.Reservations));
                await story.RunAsync("expect status Reserved\nclear 0 store-failing\nwait 10s");
                Assert.Single(store.Load(StoreTables.Reservations));
                await story.RunAsync("cancel-reservation 7\nwait 1s");
                Assert.Empty(store.Load(StoreTables.Reservations));
                Assert.Equal(ConnectorStatus.Available, story.Bench.Connector(1).Status);
            },
            store: store);
    }
}
