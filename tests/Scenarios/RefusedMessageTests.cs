using System.Text.Json;
using ChargerFirmware.Station.Ocpp16.Transactions;
using ChargerFirmware.Station.Protocol.Transactions;
using ChargerFirmware.Station.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>What a CALLERROR to a message of a transaction costs: meter values nothing but themselves, a start or a stop as little as can be.</summary>
public sealed class RefusedMessageTests
{
    private const string Charge = """
        connector 1
        plug
        swipe 04A1B2C3
        expect status Charging within 20s
        """;

    [Theory]
    [InlineData("NotImplemented")]
    [InlineData("NotSupported")]
    [InlineData("FormationViolation")]
    [InlineData("PropertyConstraintViolation")]
    [InlineData("OccurenceConstraintViolation")]
    [InlineData("TypeConstraintViolation")]
    [InlineData("ProtocolError")]
    public void Meter_values_that_are_refused_for_good_are_sent_once_and_hold_nothing_up(string code)
    {
        var store = new MemoryStore();
        Story.Run(
            async story => await story.RunAsync(
                $"""
                set MeterValueSampleInterval 60
                fail MeterValues 1000 {code}
                {Charge}
                wait 20m
                swipe 04A1B2C3
                expect sent StopTransaction reason=Local within 10s
                expect answered StopTransaction within 1s
                """),
            store: store);

        var letters = Letters(store);
        Assert.InRange(letters.Count, 19, 21);
        Assert.All(letters, letter => Assert.True(letter is { Action: "MeterValues", Failures: 1 }));
        Assert.Equal(letters.Count, letters.Select(letter => letter.Payload).Distinct().Count());
    }

    [Fact]
    public void Meter_values_that_are_refused_for_today_hold_a_stop_up_by_the_attempts_of_one()
    {
        var store = new MemoryStore();
        Story.Run(
            async story => await story.RunAsync(
                $"""
                set MeterValueSampleInterval 60
                fail MeterValues 1000
                {Charge}
                wait 20m
                swipe 04A1B2C3
                expect sent StopTransaction reason=Local within 10s
                expect answered StopTransaction within 1s
                """),
            store: store);

        var failures = Letters(store).Select(letter => letter.Failures).ToList();
        Assert.Equal(3, failures[0]);
        Assert.All(failures.Skip(1), count => Assert.Equal(1, count));
    }

    [Fact]
    public void Meter_values_have_their_attempts_again_when_one_was_taken()
    {
        var store = new MemoryStore();
        Story.Run(
            async story => await story.RunAsync(
                $"""
                set MeterValueSampleInterval 60
                set TransactionMessageRetryInterval 5
                fail MeterValues 4
                {Charge}
                wait 5m
                fail MeterValues 2
                wait 3m
                swipe 04A1B2C3
                expect answered StopTransaction within 10s
                """),
            store: store);

        Assert.Equal([3, 1], Letters(store).Select(letter => letter.Failures));
    }

    [Fact]
    public void More_refused_meter_values_than_the_limit_are_not_kept()
    {
        var store = new MemoryStore();
        Story.Run(
            async story => await story.RunAsync(
                $"""
                set MeterValueSampleInterval 1
                fail MeterValues 5000 NotImplemented
                {Charge}
                wait 18m
                power off
                wait 1m
                power on
                wait 1m
                """),
            store: store);

        Assert.Equal(DeadLetters.ValuesCapacity, Letters(store).Count);
    }

    [Theory]
    [InlineData("FormationViolation")]
    [InlineData("PropertyConstraintViolation")]
    [InlineData("OccurenceConstraintViolation")]
    [InlineData("TypeConstraintViolation")]
    public void A_stop_whose_content_does_not_please_goes_again_at_once_without_its_measured_values(string code)
    {
        var store = new MemoryStore();
        Story.Run(
            async story => await story.RunAsync(
                $"""
                set StopTxnSampledData Energy.Active.Import.Register
                fail StopTransaction 1 {code}
                {Charge}
                wait 1m
                swipe 04A1B2C3
                expect sent StopTransaction transactionData[0].sampledValue[0].unit=Wh reason=Local within 10s
                expect sent StopTransaction transactionData=- transactionId=1 reason=Local within 1s
                expect answered StopTransaction within 1s
                expect no sent StopTransaction for 5m
                expect energy reported = energy flowed
                """),
            store: store);

        Assert.Empty(Letters(store));
    }

    [Fact]
    public void A_stop_without_its_measured_values_has_all_its_attempts_and_is_kept_whole()
    {
        var store = new MemoryStore();
        Story.Run(
            async story => await story.RunAsync(
                $"""
                set StopTxnSampledData Energy.Active.Import.Register
                set TransactionMessageAttempts 2
                set TransactionMessageRetryInterval 5
                fail StopTransaction 3 TypeConstraintViolation
                {Charge}
                wait 1m
                swipe 04A1B2C3
                expect sent StopTransaction transactionData[0].sampledValue[0].unit=Wh within 10s
                expect sent StopTransaction transactionData=- within 1s
                expect no sent StopTransaction for 4s
                expect sent StopTransaction transactionData=- within 2s
                expect no sent StopTransaction for 5m
                """),
            store: store);

        var letter = Assert.Single(Letters(store));
        Assert.Equal(("StopTransaction", 2), (letter.Action, letter.Failures));
        var payload = JsonElement.Parse(letter.Payload);
        Assert.Equal(1, payload.GetProperty("transactionId").GetInt32());
        Assert.True(payload.GetProperty("transactionData").GetArrayLength() > 0);
    }

    [Fact]
    public void A_power_cut_does_not_bring_back_what_was_left_out_of_a_stop() => Story.Run(async story => await story.RunAsync(
        $"""
        set StopTxnSampledData Energy.Active.Import.Register
        fail StopTransaction 2 PropertyConstraintViolation
        {Charge}
        wait 1m
        swipe 04A1B2C3
        expect sent StopTransaction transactionData[0].sampledValue[0].unit=Wh within 10s
        expect sent StopTransaction transactionData=- within 1s
        wait 2s
        power off
        wait 5s
        power on
        expect sent StopTransaction transactionData=- transactionId=1 within 2m
        expect answered StopTransaction within 1s
        expect energy reported = energy flowed
        """));

    [Fact]
    public void A_stop_that_was_refused_for_another_reason_keeps_its_content() => Story.Run(async story => await story.RunAsync(
        $"""
        set StopTxnSampledData Energy.Active.Import.Register
        set TransactionMessageRetryInterval 5
        fail StopTransaction 2 InternalError
        {Charge}
        wait 1m
        swipe 04A1B2C3
        expect sent StopTransaction transactionData[0].sampledValue[0].unit=Wh within 10s
        expect sent StopTransaction transactionData[0].sampledValue[0].unit=Wh within 6s
        expect sent StopTransaction transactionData[0].sampledValue[0].unit=Wh within 11s
        expect answered StopTransaction within 1s
        """));

    [Theory]
    [InlineData("NotImplemented")]
    [InlineData("TypeConstraintViolation")]
    public void A_start_keeps_its_attempts_whatever_it_was_refused_for(string code) => Story.Run(async story => await story.RunAsync(
        $"""
        set TransactionMessageRetryInterval 5
        fail StartTransaction 2 {code}
        connector 1
        plug
        swipe 04A1B2C3
        expect sent StartTransaction within 10s
        expect sent StartTransaction within 6s
        expect sent StartTransaction within 11s
        expect answered StartTransaction within 1s
        """));

    private static List<JournaledMessage> Letters(MemoryStore store) =>
        [.. new JournalView(store, TransactionMessages.Shared, NullLogger.Instance).List().Where(message => message.IsDeadLetter)];
}
