using System.Runtime.CompilerServices;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Station.Profiles;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>What the scenarios of smart charging cannot say in words.</summary>
public sealed class SmartChargingTests
{
    private const string Charge = "connector 1\nplug 1 van\nswipe 1 04A1B2C3\nexpect status Charging within 20s";

    [Fact]
    public void A_clock_that_jumps_takes_an_absolute_schedule_along_and_leaves_a_relative_one() => Story.Run(async story =>
    {
        await story.RunAsync(Charge);
        await story.RunAsync("profile 1 TxProfile Absolute A 0:16 3600:8 begins 0\nexpect current 16 A");

        story.Bench.Station.Clock.Set(story.Bench.Station.Clock.UtcNow.AddHours(1));
        await story.RunAsync("expect current 8 A within 5s");
        story.Bench.Station.Clock.Set(story.Bench.Station.Clock.UtcNow.AddHours(-1));
        await story.RunAsync("expect current 16 A within 5s\nprofile 1 TxProfile Relative A 0:10 600:7\nexpect current 10 A");

        story.Bench.Station.Clock.Set(story.Bench.Station.Clock.UtcNow.AddHours(2));
        await story.RunAsync("wait 20s\nexpect current 10 A within 1s\nwait 8m\nexpect current 10 A within 1s\nwait 2m\nexpect current 7 A within 1s");
    });

    [Fact]
    public void Profiles_have_room_to_a_number_and_one_that_replaces_needs_none() => Story.Run(async story =>
    {
        var places =
            from purpose in new[] { "TxDefaultProfile", "ChargePointMaxProfile" }
            from connector in Enumerable.Range(0, purpose == "TxDefaultProfile" ? 3 : 1)
            from level in Enumerable.Range(0, ProfileRules.MaxStackLevel + 1)
            select $"profile {connector} {purpose} Absolute A 0:16 begins 0 level {level} id";
        foreach (var (id, place) in places.Index().Take(ProfileRules.MaxProfilesInstalled))
        {
            await story.RunAsync($"{place} {id}");
        }

        Assert.Equal(ProfileRules.MaxProfilesInstalled, story.Bench.Station.Profiles.Installed.Count);
        await story.RunAsync($"{places.Last()} 98\nexpect answer SetChargingProfile status=Rejected");
        await story.RunAsync($"{places.First()} 99\nexpect answer SetChargingProfile status=Accepted");
        Assert.Equal(ProfileRules.MaxProfilesInstalled, story.Bench.Station.Profiles.Installed.Count);
    });

    [Fact]
    public void A_store_that_fails_does_not_keep_a_limit_from_holding_nor_from_being_kept() => Story.Run(async story =>
    {
        await story.RunAsync(Charge);
        await story.RunAsync("""
            fault 0 store-failing
            profile 1 TxDefaultProfile Absolute A 0:12 begins 0 id 4
            expect answer SetChargingProfile status=Accepted
            expect current 12 A
            clear 0 store-failing
            wait 20s
            power off
            power on
            expect link Operational within 60s
            composite 1 60s A
            expect composite 0:12
            """);
    });

    [Fact]
    public void A_station_of_DC_connectors_takes_amperes_only_where_its_board_says_what_they_are()
    {
        Story.Run(
            story => story.RunAsync("""
                get ChargingScheduleAllowedChargingRateUnit
                expect answer GetConfiguration configurationKey[0].value=Power
                profile 1 TxDefaultProfile Relative A 0:10
                expect answer SetChargingProfile status=Rejected
                """),
            DirectCurrentBoard(""));
        Story.Run(
            story => story.RunAsync("""
                get ChargingScheduleAllowedChargingRateUnit
                expect answer GetConfiguration configurationKey[0].value=Current,Power
                profile 1 TxDefaultProfile Relative A 0:50
                expect answer SetChargingProfile status=Accepted
                composite 1 60s W
                expect composite 0:20000
                connector 1
                plug
                swipe 1 04A1B2C3
                expect status Charging within 60s
                expect power 20000 W within 20s
                """),
            DirectCurrentBoard("\"profileCurrent\": \"output\","));
    }

    /// <summary>The emulated board with its DC outlet only.</summary>
    private static BoardFile DirectCurrentBoard(string keys)
    {
        var text = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "boards", "emulated.json"));
        var (head, tail) = (text.IndexOf("{", text.IndexOf("\"connectors\"", StringComparison.Ordinal), StringComparison.Ordinal),
            text.LastIndexOf("\"current\": \"dc\"", StringComparison.Ordinal));
        return BoardFile.Parse("dc", $"{text[..head]}{{ {keys} {text[tail..]}");
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
