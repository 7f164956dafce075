using ChargerFirmware.Bench;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>The row "bus-lost" of the table of faults, device by device: each has an error code of its own.</summary>
public sealed class BusLossTests
{
    private const string Charge = "plug\nswipe 04A1B2C3\nexpect status Charging within 20s\nwait 1m";

    private static readonly BoardFile s_board = Boards.Load("modbus-relay-board");

    /// <summary>Apart from the contactor's, the lock's line may be lost while all else lives.</summary>
    private static readonly BoardFile s_lockApart = BoardFile.Parse("lock-apart", LockApart());

    [Fact]
    public void A_lost_relay_opens_by_its_boards_time_out_and_is_a_power_switch_failure()
    {
        Story.Run(async story =>
        {
            await story.RunAsync(Charge);
            story.Bench.Board.Line("relays").IsSilent = true;
            await story.RunAsync("""
                expect contactor open within 1100ms
                expect sent StopTransaction reason=Other within 10s
                expect sent StatusNotification connectorId=1 status=Faulted errorCode=PowerSwitchFailure vendorErrorCode=RelayLost
                """);
            story.Bench.Board.Line("relays").IsSilent = false;
            await story.RunAsync("""
                expect sent StatusNotification connectorId=1 status=Finishing errorCode=NoError within 5s
                expect energy reported = energy flowed
                expect violations none
                """);
        }, s_board);
    }

    [Fact]
    public void A_lost_lock_ends_the_session_as_a_lock_failure()
    {
        Story.Run(async story =>
        {
            await story.RunAsync(Charge);
            story.Bench.Board.Line("locks").IsSilent = true;
            await story.RunAsync("""
                expect sent StopTransaction reason=Other within 20s
                expect sent StatusNotification connectorId=1 status=Faulted errorCode=ConnectorLockFailure vendorErrorCode=LockLost
                expect contactor open
                """);
            Assert.True(story.Bench.Physical(1).Lock!.IsLocked);
            story.Bench.Board.Line("locks").IsSilent = false;
            await story.RunAsync("""
                expect sent StatusNotification connectorId=1 status=Finishing errorCode=NoError within 5s
                expect lock unlocked within 5s
                unplug
                expect status Available within 5s
                expect energy reported = energy flowed
                expect violations none
                """);
        }, s_lockApart);
    }

    [Fact]
    public void A_lost_line_to_a_controller_that_is_the_relay_ends_the_session_and_cannot_open_it()
    {
        Story.Run(async story =>
        {
            await story.RunAsync(Charge);
            story.Bench.Board.Line("evse-line").IsSilent = true;
            await story.RunAsync("""
                expect sent StopTransaction reason=Other within 20s
                expect sent StatusNotification connectorId=1 status=Faulted errorCode=PowerSwitchFailure vendorErrorCode=RelayLost
                expect contactor closed
                """);
            story.Bench.Board.Line("evse-line").IsSilent = false;
            await story.RunAsync("""
                expect contactor open within 2s
                expect sent StatusNotification connectorId=1 status=Finishing errorCode=NoError within 5s
                expect violations none
                """);
        }, Boards.Load("raspberry-pi-4-simpleevse"));
    }

    private static string LockApart()
    {
        var text = File.ReadAllText(Path.Combine(ScenarioTests.Folder, "..", "..", "boards", "modbus-relay-board.json"));
        var apart = text
            .Replace("\"lock1\": { \"driver\": \"modbus-lock\", \"bus\": \"relays\"", "\"lock1\": { \"driver\": \"modbus-lock\", \"bus\": \"locks\"", StringComparison.Ordinal)
            .Replace("\"rs485\": {", "\"locks\": { \"driver\": \"modbus-rtu\", \"port\": \"/dev/ttyUSB2\", \"baudRate\": 9600 },\n\"rs485\": {", StringComparison.Ordinal);
        Assert.NotEqual(text, apart);
        return apart;
    }
}
