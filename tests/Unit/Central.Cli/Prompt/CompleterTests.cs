using ChargerFirmware.Central.Cli.Prompt;

namespace ChargerFirmware.Tests.Unit.CentralCli.Prompt;

public sealed class CompleterTests
{
    private readonly PromptBench _bench = new();

    [Theory]
    [InlineData("remote_res", "remote_reservenow|remote_reset")]
    [InlineData("start", "start_cp|start_cs|starttransaction")]
    [InlineData("remote_reset ", "type=")]
    [InlineData("remote_reset t", "type=")]
    [InlineData("remote_reset type=", "type=Hard|type=Soft")]
    [InlineData("remote_reset type=S", "type=Soft")]
    [InlineData("remote_reset type=Soft ", "")]
    [InlineData("remote_reset --", "--force|--remote-id")]
    [InlineData("remote_reset --remote-id ", "0|1")]
    [InlineData("heartbeat --id ", "0|1")]
    [InlineData("heartbeat ", "")]
    [InlineData("remote_starttransaction ", "chargingProfile.|connectorId=|idTag=")]
    [InlineData("remote_starttransaction chargingProfile.chargingSchedule.", "chargingProfile.chargingSchedule.chargingRateUnit=|"
        + "chargingProfile.chargingSchedule.chargingSchedulePeriod[0].|chargingProfile.chargingSchedule.duration=|"
        + "chargingProfile.chargingSchedule.minChargingRate=|chargingProfile.chargingSchedule.startSchedule=")]
    [InlineData("remote_starttransaction chargingProfile.chargingSchedule.chargingRateUnit=", "chargingProfile.chargingSchedule.chargingRateUnit=A|"
        + "chargingProfile.chargingSchedule.chargingRateUnit=W")]
    [InlineData("metervalues meterValue[0].sampledValue[0].context=Tr", "meterValue[0].sampledValue[0].context=Transaction.Begin|"
        + "meterValue[0].sampledValue[0].context=Transaction.End|meterValue[0].sampledValue[0].context=Trigger")]
    [InlineData("help remote_rese", "remote_reservenow|remote_reset")]
    [InlineData("set ", "cp|cs")]
    [InlineData("set cs b", "boot=")]
    [InlineData("set cp answer.Res", "answer.ReserveNow=|answer.Reset=")]
    [InlineData("send Res", "ReserveNow|Reset")]
    [InlineData("send Reset ", "")]
    [InlineData("remote_reset type={\"a b", "")]
    [InlineData("remove_plugin ", "tags")]
    [InlineData("nothing ", "")]
    public void What_may_stand_there_is_known(string text, string expected)
    {
        _bench.Type("start_cs 9000", "start_cp ws://a 0", "start_cp ws://a 1", "add_plugin tags.sh");

        Assert.Equal(expected, string.Join('|', new Completer(_bench.Session).Complete(text).Words));
    }

    [Fact]
    public void It_stands_for_the_word_that_is_being_typed()
    {
        var completer = new Completer(_bench.Session);

        Assert.Equal((13, 16), (completer.Complete("remote_reset t").Start, completer.Complete("send --force x  ").Start));
    }

    [Fact]
    public void Whatever_it_offers_for_an_action_can_be_typed()
    {
        _bench.Type("start_cs 9000", "start_cp ws://a 0");
        foreach (var command in ActionWords.All)
        {
            foreach (var field in new Completer(_bench.Session).Complete($"{command} ").Words.Where(word => word.EndsWith('=')))
            {
                foreach (var value in new Completer(_bench.Session).Complete($"{command} {field}").Words)
                {
                    _bench.Loop.Run(() => _bench.Session.RunAsync($"{command} --force {value}"));
                }
            }
        }
    }
}
