namespace ChargerFirmware.Tests.Scenarios;

/// <summary>A central system that answers Authorize and does not decide is distinguished from one that is away.</summary>
public sealed class UndecidedTagTests
{
    [Theory]
    [InlineData("InternalError")]
    [InlineData("NotImplemented")]
    [InlineData("SecurityError")]
    public void An_unknown_card_stays_out_while_the_central_system_does_not_decide(string code) => Story.Run(async story => await story.RunAsync(
        $"""
        set AllowOfflineTxForUnknownId true
        connector 1
        fail Authorize 1 {code}
        plug
        swipe 04A1B2C3
        expect sent Authorize within 5s
        expect no sent StartTransaction for 20s
        expect contactor open
        swipe 04A1B2C3
        expect status Charging within 20s
        """));

    [Fact]
    public void An_unknown_card_gets_in_while_the_central_system_is_away() => Story.Run(async story => await story.RunAsync(
        """
        set AllowOfflineTxForUnknownId true
        connector 1
        link cut
        plug
        swipe 04A1B2C3
        expect status Charging within 20s
        """));

    [Fact]
    public void A_known_card_gets_in_while_the_central_system_does_not_decide() => Story.Run(async story => await story.RunAsync(
        """
        connector 1
        plug
        swipe 04A1B2C3
        expect status Charging within 20s
        wait 3s
        swipe 04A1B2C3
        expect status Finishing within 20s
        wait 3s
        fail Authorize 1
        swipe 04A1B2C3
        expect status Charging within 20s
        """));

    [Fact]
    public void A_known_card_stays_out_where_the_station_must_not_decide_alone() => Story.Run(async story => await story.RunAsync(
        """
        set LocalAuthorizeOffline false
        connector 1
        plug
        swipe 04A1B2C3
        expect status Charging within 20s
        wait 3s
        swipe 04A1B2C3
        expect status Finishing within 20s
        wait 3s
        fail Authorize 1
        swipe 04A1B2C3
        expect no sent StartTransaction for 20s
        """));
}
