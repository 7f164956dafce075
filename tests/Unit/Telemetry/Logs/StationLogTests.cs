using System.Text.Json;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Telemetry.Logs;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Tests.Unit.Telemetry.Logs;

public sealed class StationLogTests
{
    private static readonly string[] s_aboutAConnector = ["connector", "transaction"];

    [Theory]
    [InlineData("has begun at", "info", 1, 1)]
    [InlineData("meter-silent, reported as PowerMeterFailure", "warn", 1, 1)]
    [InlineData("the meter did not answer when transaction", "warn", 1, 1)]
    [InlineData("has ended at", "info", 1, 1)]
    [InlineData("meter-silent is over", "info", 1, null)]
    public void A_session_with_a_fault_can_be_followed_by_its_fields(string message, string level, int connector, int? transaction)
    {
        var line = Assert.Single(SessionWithAFault(), line => line.GetProperty("message").GetString()!.Contains(message, StringComparison.Ordinal));

        Assert.Equal("CP-7", line.GetProperty("station").GetString());
        Assert.Equal(level, line.GetProperty("level").GetString());
        Assert.Equal(connector, line.GetProperty("connector").GetInt32());
        Assert.Equal(transaction, line.TryGetProperty("transaction", out var key) ? key.GetInt32() : null);
    }

    [Fact]
    public void A_line_that_names_a_connector_or_a_transaction_has_it_as_a_field() => Assert.All(SessionWithAFault(), line =>
    {
        var message = line.GetProperty("message").GetString()!;
        Assert.All(s_aboutAConnector.Where(word => message.Contains(word + " ", StringComparison.OrdinalIgnoreCase)), word => Assert.True(line.TryGetProperty(word, out _), message));
        Assert.Equal("CP-7", line.GetProperty("station").GetString());
    });

    [Fact]
    public void A_tag_that_is_refused_is_logged_with_the_connector_it_was_meant_for()
    {
        var lines = LogOf(LogForm.Json, "tag 04A1B2C3 Blocked", "set AuthorizeRemoteTxRequests true", "plug 2", "remote-start 2 04A1B2C3", "wait 10s");

        var refused = Assert.Single(lines, line => line.Contains("was refused", StringComparison.Ordinal));
        Assert.Equal(2, JsonElement.Parse(refused).GetProperty("connector").GetInt32());
    }

    [Fact]
    public void The_same_stands_in_text()
    {
        var lines = LogOf(LogForm.Text, "connector 1", "plug", "swipe 04A1B2C3", "wait 1m");

        var begun = Assert.Single(lines, line => line.Contains("has begun", StringComparison.Ordinal));
        Assert.Matches(
            @"^2026-01-01T00:\d\d:\d\d\.\d{3}Z info  ChargingStation: Connector 1: transaction 1 has begun at 123456 Wh station=CP-7 connector=1 transaction=1$", begun);
    }

    [Fact]
    public void Systemd_gets_the_level_and_stamps_itself()
    {
        var lines = LogOf(LogForm.Journal, "connector 1", "plug", "swipe 04A1B2C3", "wait 1m");

        Assert.Contains("<6>ChargingStation: Connector 1: transaction 1 has begun at 123456 Wh station=CP-7 connector=1 transaction=1", lines);
    }

    [Theory]
    [InlineData(LogForm.Text)]
    [InlineData(LogForm.Json)]
    public void What_somebody_else_sent_cannot_begin_a_line_nor_carry_a_password_out(LogForm form)
    {
        using var loop = new VirtualLoop(DateTimeOffset.UnixEpoch);
        using var log = new LineCollector(new StationFormatter(form, "CP-7", loop.Time));

        log.CreateLogger("a.B").LogWarning(
            new InvalidOperationException("at\nhttp://user:pa55word@host/"), "{Reason}", "one\nfatal station=OTHER ftp://user:pa55word@host/");

        var line = Assert.Single(log.Lines);
        Assert.DoesNotContain('\n', line);
        Assert.DoesNotContain("pa55word", line, StringComparison.Ordinal);
        Assert.Contains("station", line, StringComparison.Ordinal);
    }

    private static List<JsonElement> SessionWithAFault() =>
        [.. LogOf(
            LogForm.Json, "connector 1", "plug", "swipe 04A1B2C3", "expect status Charging within 60s", "wait 1m", "fault 1 meter-silent", "wait 1m",
            "clear 1 meter-silent", "wait 1m").Select(line => JsonElement.Parse(line))];

    private static List<string> LogOf(LogForm form, params string[] story)
    {
        using var clock = new VirtualLoop(DateTimeOffset.UnixEpoch.AddYears(56));
        using var log = new LineCollector(new StationFormatter(form, "CP-7", clock.Time));
        using var station = new MonitoredBench(log, "CP-7");
        station.Run(story);
        return log.Lines;
    }
}
