using ChargerFirmware.Bench;
using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Statuses;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>A driver goes on when the station has done with the step before.</summary>
public sealed class DriverTests
{
    [Fact]
    public void Who_has_pulled_the_cable_can_plug_in_again_at_once() => Story.Run(async story =>
    {
        var driver = story.Bench.Driver;
        for (var round = 0; round < 5; round++)
        {
            await driver.PlugAsync(1, null, 20);
            await driver.SwipeAsync(1, "04A1B2C3");
            await driver.UnplugAsync(1, CableEnd.Both);

            Assert.True(story.Bench.Connector(1).IsIdle);
            Assert.False(story.Bench.Physical(1).Lock!.HoldsPlug);
        }
    });

    [Fact]
    public void The_session_that_a_pull_ends_has_ended_when_the_driver_goes_on() => Story.Run(async story =>
    {
        await story.RunAsync("plug 2\nswipe 2 04A1B2C3\nconnector 2\nexpect status Charging within 30s");

        await story.Bench.Driver.UnplugAsync(2, CableEnd.Both);

        Assert.Equal(ConnectorStatus.Available, story.Bench.Connector(2).Status);
    });

    [Fact]
    public void A_socket_that_is_pulled_empty_while_it_locks_is_opened_again() => Story.Run(async story =>
    {
        var (bench, connector) = (story.Bench, story.Bench.Connector(1));
        await story.RunAsync("connector 1\nplug\nexpect status Preparing within 5s\nswipe 04A1B2C3");
        Assert.True(await bench.UntilAsync(() => connector.Devices.Lock!.State == CableLockState.Locking, TimeSpan.FromSeconds(5)));

        await story.RunAsync("unplug");
        Assert.True(await bench.UntilAsync(() => connector.IsIdle, TimeSpan.FromSeconds(5)));
        Assert.True(await bench.UntilAsync(() => connector.Devices.Lock!.State == CableLockState.Unlocked, TimeSpan.FromSeconds(2)));

        Assert.False(bench.Physical(1).Lock!.HoldsPlug);
        Assert.Null(connector.Pending);
    });

    [Fact]
    public void Who_finds_the_socket_closed_waits_for_the_lock_and_hears_what_holds_it() => Story.Run(async story =>
    {
        await story.RunAsync("connector 1\nfault lock-stuck-closed\nwait 1s");
        var cableLock = story.Bench.Physical(1).Lock!;
        (cableLock.DriveForward, cableLock.DriveReverse) = (true, false);
        await Task.Delay(TimeSpan.FromSeconds(2), story.Bench.Loop.Time);
        cableLock.DriveForward = false;
        var began = story.Bench.Loop.Time.GetTimestamp();

        var refusal = await Assert.ThrowsAsync<BenchException>(() => story.Bench.Driver.PlugAsync(1, null, 20));

        Assert.Equal(
            "connector 1: no plug goes in: the lock has kept the empty socket closed for 10 s: its bolt is jammed (lock-stuck-closed)", refusal.Message);
        Assert.InRange(story.Bench.Loop.Time.GetElapsedTime(began), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10.5));
    });
}
