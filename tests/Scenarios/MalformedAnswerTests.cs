using System.Text;
using ChargerFirmware.Bench;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Protocol.Link;
using ChargerFirmware.Station.Statuses;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>A central system that answers nonsense, or to nobody, costs neither a transaction nor the link.</summary>
public sealed class MalformedAnswerTests
{
    private static readonly Func<string, byte[]>[] s_answers =
    [
        Text("[3,\"ID\"]"),
        Text("[3,\"ID\",null]"),
        Text("[3,\"ID\",{}]"),
        Text("[3,\"ID\",[]]"),
        Text("[3,\"ID\",\"Accepted\"]"),
        Text("[3,\"ID\",{\"nonsense\":true}]"),
        Text("[3,\"ID\",{\"status\":"),
        Text("[3,\"ID\",{\"status\":\"granted\",\"currentTime\":\"now\",\"interval\":\"300\"}]"),
        Text("[3,\"ID\",{\"status\":null,\"currentTime\":null,\"interval\":null,\"idTagInfo\":null,\"transactionId\":null}]"),
        Text("[3,\"ID\",{\"idTagInfo\":{\"status\":\"OK\"},\"transactionId\":\"seven\"}]"),
        Text("[3,\"ID\",{\"idTagInfo\":{},\"transactionId\":99999999999999999999}]"),
        Text("[3,\"ID\",{\"status\":\"Accepted\",\"status\":\"Rejected\"}]"),
        Text("[3,\"ID\",{\"idTagInfo\":{\"status\":\"\\ud800\"}}]"),
        Text($"[3,\"ID\",{{\"idTagInfo\":{new string('[', 20_000)}{new string(']', 20_000)}}}]"),
        Text($"[3,\"ID\",{new string('[', 20_000)}{new string(']', 20_000)}]"),
        id => [.. Text("[3,\"ID\",{\"idTagInfo\":\"")(id), 0xFF, 0xFE, .. "\"}]"u8],
    ];

    private static readonly Func<string, byte[]>[] s_errors =
    [
        Text("[4,\"ID\"]"),
        Text("[4,\"ID\",null,null,null]"),
        Text("[4,\"ID\",17,[],\"\"]"),
        Text("[4,\"ID\",\"NoSuchCode\",\"\",{}]"),
    ];

    [Fact]
    public void Nonsense_to_BootNotification_leads_to_another_one_and_nothing_else_is_said_before()
    {
        using var bench = MalformedBench.SwitchedOn();
        foreach (var answer in s_answers.Concat(s_errors))
        {
            bench.AnswerNext("BootNotification", answer);
            bench.Run("expect sent BootNotification within 60s", "expect no sent StatusNotification for 10s");
            Assert.Equal(LinkState.Booting, bench.Bench.Protocol.Link.State);
        }

        bench.Run("expect link Operational within 60s", "expect sent StatusNotification connectorId=2");
    }

    [Fact]
    public void Nonsense_to_StartTransaction_neither_ends_the_session_nor_holds_up_what_follows()
    {
        using var bench = Ready();
        foreach (var answer in s_answers)
        {
            bench.AnswerNext("StartTransaction", answer);
            bench.Run(
                "swipe 1 04A1B2C3", "expect status Charging within 30s", "wait 90s", "expect sent MeterValues transactionId=-1",
                "swipe 1 04A1B2C3", "expect sent StopTransaction transactionId=-1 reason=Local within 30s", "expect answered StopTransaction");
            AssertAllSent(bench);
            bench.Run("expect lock unlocked", "unplug 1", "expect status Available", "plug 1", "expect status Preparing", "wait 1s");
        }
    }

    [Theory]
    [InlineData("[3,\"ID\",{\"transactionId\":4711,\"idTagInfo\":{\"status\":\"OK\"}}]")]
    [InlineData("[\"3\",\"ID\",{\"transactionId\":4711,\"idTagInfo\":{\"status\":\"Accepted\"}}]")]
    [InlineData("[3.0,\"ID\",{\"transactionId\":4711,\"idTagInfo\":{\"status\":\"Accepted\"}}]")]
    public void An_id_that_can_be_read_out_of_nonsense_is_the_transactions(string answer)
    {
        using var bench = Ready();
        bench.AnswerNext("StartTransaction", Text(answer));

        bench.Run(
            "swipe 1 04A1B2C3", "expect status Charging within 30s", "remote-stop 4711",
            "expect sent StopTransaction transactionId=4711 reason=Remote within 30s");
    }

    [Fact]
    public void A_transaction_whose_id_nobody_knows_is_not_stopped_by_minus_one()
    {
        using var bench = Ready();
        bench.AnswerNext("StartTransaction", Text("[3,\"ID\",{}]"));
        bench.Run("swipe 1 04A1B2C3", "expect status Charging within 30s");

        bench.Run("call RemoteStopTransaction {\"transactionId\":-1}", "expect answer RemoteStopTransaction status=Rejected");

        bench.Run("wait 20s", "expect status Charging");
    }

    [Theory]
    [InlineData("MeterValues")]
    [InlineData("StopTransaction")]
    public void Nonsense_to_a_message_of_a_transaction_does_not_hold_up_what_follows(string action)
    {
        using var bench = Ready();
        foreach (var answer in s_answers)
        {
            bench.AnswerNext(action, answer);
            bench.Run(
                "swipe 1 04A1B2C3", "expect status Charging within 30s", "wait 70s",
                "swipe 1 04A1B2C3", "expect sent StopTransaction reason=Local within 30s", "expect status Finishing", "wait 1s");
            AssertAllSent(bench);
            bench.Run("expect lock unlocked", "unplug 1", "expect status Available", "plug 1", "expect status Preparing", "wait 1s");
        }

        AssertNothingRepeated(bench, action);
    }

    [Fact]
    public void Nonsense_to_Authorize_starts_nothing_and_the_next_card_does()
    {
        using var bench = Ready();
        foreach (var answer in s_answers.Concat(s_errors))
        {
            bench.AnswerNext("Authorize", answer);
            bench.Run("swipe 1 04A1B2C3", "expect sent Authorize", "expect no sent StartTransaction for 20s", "expect contactor open");
        }

        bench.Run("swipe 1 04A1B2C3", "expect status Charging within 30s");
    }

    [Theory]
    [InlineData("StatusNotification")]
    [InlineData("Heartbeat")]
    public void Nonsense_to_what_needs_no_answer_changes_nothing(string action)
    {
        using var bench = Ready();
        var before = bench.State;
        foreach (var answer in s_answers.Concat(s_errors))
        {
            bench.AnswerNext(action, answer);
            bench.Run($"trigger {action}", $"expect sent {action}", "wait 1s");
            Assert.Equal(before, bench.State);
        }

        bench.Run("trigger Heartbeat", "expect answered Heartbeat", "wait 5s", "swipe 1 04A1B2C3", "expect status Charging within 30s");
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.999Z")]
    [InlineData("9999-12-31T23:59:59.999-14:00")]
    public void A_time_that_cannot_be_is_not_taken_over(string time)
    {
        using var bench = Ready();
        bench.AnswerNext("Heartbeat", Text($"[3,\"ID\",{{\"currentTime\":\"{time}\"}}]"));
        bench.Run("trigger Heartbeat", "expect sent Heartbeat", "wait 1m");

        Assert.Equal(bench.Bench.Loop.Time.GetUtcNow(), bench.Bench.Station.Clock.UtcNow);
        bench.Run("swipe 1 04A1B2C3", "expect status Charging within 30s", "wait 5s", "swipe 1 04A1B2C3", "expect answered StopTransaction");
    }

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(int.MaxValue)]
    public void An_interval_that_cannot_be_kept_does_no_harm(int interval)
    {
        using var bench = MalformedBench.SwitchedOn();
        bench.Bench.AtCentralSystem().BootAnswer = new Central.BootAnswer(RegistrationState.Accepted, interval);

        bench.Run("expect link Operational within 60s", "wait 10m", "plug 1", "swipe 1 04A1B2C3", "expect status Charging within 30s");
    }

    [Fact]
    public void An_answer_to_nobody_and_a_second_answer_are_dropped()
    {
        using var bench = Ready();
        bench.Run("swipe 1 04A1B2C3", "expect status Charging within 30s");
        var start = bench.Bench.Frames.From(0).Single(entry => entry.Frame is { Kind: "call", Action: "StartTransaction" }).Frame.MessageId;
        var before = bench.State;

        Assert.Empty(bench.Exchange(
            $"[3,\"{start}\",{{\"transactionId\":999,\"idTagInfo\":{{\"status\":\"Blocked\"}}}}]",
            $"[4,\"{start}\",\"InternalError\",\"\",{{}}]",
            "[3,\"nobody\",{\"status\":\"Rejected\",\"currentTime\":\"2026-01-05T09:00:00Z\",\"interval\":1}]",
            "[4,\"nobody\",\"SecurityError\",\"\",{}]",
            "[3,\"\",{}]"));

        Assert.Equal(before, bench.State);
        bench.Run("wait 5s", "swipe 1 04A1B2C3", "expect answered StopTransaction");
        AssertAllSent(bench);
    }

    private static MalformedBench Ready()
    {
        var bench = MalformedBench.SwitchedOn();
        bench.Run("expect link Operational within 60s", "plug 1", "expect status Preparing", "wait 1s");
        return bench;
    }

    private static Func<string, byte[]> Text(string template) =>
        id => Encoding.UTF8.GetBytes(template.Replace("ID", id, StringComparison.Ordinal));

    private static void AssertAllSent(MalformedBench bench)
    {
        Assert.Equal(0, bench.Bench.Protocol.QueueDepth);
        Assert.Equal(LinkState.Operational, bench.Bench.Protocol.Link.State);
        Assert.Equal(ConnectorStatus.Finishing, bench.Bench.Connector(1).Status);
    }

    private static void AssertNothingRepeated(MalformedBench bench, string action)
    {
        var payloads = bench.Bench.Frames.From(0).Select(entry => entry.Frame)
            .Where(frame => frame.IsSent && frame.Kind == "call" && frame.Action == action).Select(frame => frame.Payload.GetRawText()).ToList();
        Assert.Equal(payloads.Count, payloads.Distinct().Count());
    }
}
