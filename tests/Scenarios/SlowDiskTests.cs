namespace ChargerFirmware.Tests.Scenarios;

/// <summary>What is asked of a station while its disk still writes that a transaction begins.</summary>
public sealed class SlowDiskTests
{
    private const string StartIsBeingWritten = """
        connector 1
        plug
        wait 3s
        remote-start 1 04A1B2C3
        expect lock locked within 3s
        wait 1s
        expect no sent StartTransaction for 10ms
        """;

    [Fact]
    public void Unlocking_ends_a_transaction_whose_start_is_being_written()
    {
        Run(
            """
            call UnlockConnector {"connectorId":1}
            expect answer UnlockConnector status=Unlocked
            expect sent StopTransaction transactionId=1 reason=UnlockCommand within 10s
            expect contactor open
            """);
    }

    [Fact]
    public void A_reset_ends_a_transaction_whose_start_is_being_written()
    {
        Run(
            """
            reset Soft
            expect sent StopTransaction transactionId=1 reason=SoftReset within 10s
            expect sent BootNotification within 20s
            """);
    }

    private static void Run(string story) => Story.Run(
        async running =>
        {
            await running.RunAsync(StartIsBeingWritten);
            await running.RunAsync(story);
            await running.RunAsync("expect energy reported = energy flowed\nexpect violations none");
        },
        syncTime: TimeSpan.FromSeconds(2));
}
