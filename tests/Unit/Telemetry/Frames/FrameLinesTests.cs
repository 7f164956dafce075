using System.Text;
using System.Text.Json;
using ChargerFirmware.Telemetry;
using ChargerFirmware.Telemetry.Frames;

namespace ChargerFirmware.Tests.Unit.Telemetry.Frames;

public sealed class FrameLinesTests
{
    [Fact]
    public void Each_frame_is_a_line_and_an_answer_has_the_action_it_answers()
    {
        using var station = new MonitoredBench();
        station.Charge();

        var lines = Lines(station, 1000);

        var start = lines.FindIndex(line => line.GetProperty("action").GetString() == "StartTransaction");
        Assert.Equal("call", lines[start].GetProperty("kind").GetString());
        Assert.Equal("station", lines[start].GetProperty("from").GetString());
        Assert.Equal("04A1B2C3", lines[start].GetProperty("frame")[3].GetProperty("idTag").GetString());
        var answer = lines.Find(line => line.GetProperty("kind").GetString() == "result" && line.GetProperty("action").GetString() == "StartTransaction");
        Assert.Equal("central-system", answer.GetProperty("from").GetString());
        Assert.Equal(lines[start].GetProperty("id").GetString(), answer.GetProperty("id").GetString());
    }

    [Fact]
    public void The_latest_come_last_and_no_more_than_asked_for()
    {
        using var station = new MonitoredBench();
        station.Charge();

        var all = Lines(station, int.MaxValue);
        var some = Lines(station, 3);

        Assert.Equal(3, some.Count);
        Assert.Equal(all.TakeLast(3).Select(line => line.GetRawText()), some.Select(line => line.GetRawText()), Same);
    }

    [Fact]
    public void No_secret_leaves()
    {
        using var station = new MonitoredBench();
        station.Run("""call ChangeConfiguration {"key":"AuthorizationKey","value":"0123456789abcdef"}""", "wait 1s");
        station.Run("diagnostics ftp://user:pa55word@files/in/", "wait 1s");

        var text = string.Join('\n', Lines(station, 1000).Select(line => line.GetRawText()));

        Assert.Contains("AuthorizationKey", text, StringComparison.Ordinal);
        Assert.Contains("GetDiagnostics", text, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789abcdef", text, StringComparison.Ordinal);
        Assert.DoesNotContain("pa55word", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_read_is_described_in_words()
    {
        var broken = new RecordedFrame(DateTimeOffset.UnixEpoch, FrameSide.CentralSystem, 7, () => "(unreadable, 7 bytes)");

        var line = JsonElement.Parse(FrameLines.Write([broken]));

        Assert.Equal(JsonValueKind.Null, line.GetProperty("frame").ValueKind);
        Assert.Equal("(unreadable, 7 bytes)", line.GetProperty("note").GetString());
        Assert.Equal(7, line.GetProperty("bytes").GetInt32());
    }

    /// <summary>An answer whose call is not among those asked for cannot say what it answers.</summary>
    private static bool Same(string one, string other) => JsonElement.Parse(one).GetProperty("frame").GetRawText() == JsonElement.Parse(other).GetProperty("frame").GetRawText();

    private static List<JsonElement> Lines(MonitoredBench station, int count)
    {
        var frames = station.Loop.Run(() => Task.FromResult(station.Monitor.Sources!.Frames!.Latest(count)));
        return [.. Encoding.UTF8.GetString(FrameLines.Write(frames)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
    }
}
