using System.Text;
using ChargerFirmware.Bench;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Frames;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Tests.Unit.Bench;

public sealed class FrameLogTests
{
    private readonly FrameLog _log = new(new VirtualLoop(DateTimeOffset.UnixEpoch).Time, maxFrames: 10, maxBytes: 100_000);

    [Fact]
    public void The_latest_frames_are_kept_up_to_a_number()
    {
        for (var id = 0; id < 100; id++)
        {
            Add($$"""[2,"{{id}}","Heartbeat",{}]""");
        }

        Assert.Equal(100, _log.Position);
        Assert.InRange(_log.From(0).Count(), 5, 10);
        Assert.Equal((99, "99"), (_log.From(0).Last().Position, _log.From(0).Last().Frame.MessageId));
    }

    [Fact]
    public void And_up_to_a_size()
    {
        for (var id = 0; id < 8; id++)
        {
            Add(DataTransfer(id, new string('x', 40_000)));
            Assert.InRange(_log.KeptBytes, 40_000, 100_000);
        }

        Assert.Equal("7", _log.From(0).Last().Frame.MessageId);
    }

    [Fact]
    public void Of_a_huge_frame_only_the_beginning_is_kept_and_says_so()
    {
        var text = DataTransfer(1, new string('x', 500_000));
        Add(text);

        var frame = Assert.Single(_log.From(0)).Frame;
        Assert.True(frame.IsCut);
        Assert.Equal(("call", "DataTransfer", text.Length), (frame.Kind, frame.Action, frame.LengthBytes));
        Assert.EndsWith($"... (cut at {LoggedFrame.MaxKeptBytes} of {text.Length} bytes)", frame.Text, StringComparison.Ordinal);
        Assert.InRange(frame.ToString().Length, 100, 1_000);
        Assert.InRange(_log.KeptBytes, 1, LoggedFrame.MaxKeptBytes + 1_000);
    }

    [Fact]
    public void A_frame_that_cannot_be_read_is_shown_as_it_is()
    {
        Add("nonsense");
        Add("[2,\"1\",\"Heartbeat\",{\"a\":" + new string('[', 100_000) + new string(']', 100_000) + "}]");

        Assert.Equal(["<- unreadable nonsense", "unreadable"], [_log.From(0).First().Frame.ToString(), _log.From(0).Last().Frame.Kind]);
        Assert.Equal(default, _log.From(0).Last().Frame.Payload.ValueKind);
    }

    [Fact]
    public void An_answer_knows_its_action()
    {
        _log.Add(FrameDirection.Sent, """[2,"1","Heartbeat",{}]"""u8.ToArray());
        Add("""[3,"1",{"currentTime":"2026-01-01T00:00:00Z"}]""");
        Add("""[4,"2","InternalError","why",{}]""");

        Assert.Equal(
            ["-> Heartbeat.req {}", "<- Heartbeat.conf {\"currentTime\":\"2026-01-01T00:00:00Z\"}", "<- .error {\"code\":\"InternalError\",\"description\":\"why\"}"],
            _log.From(0).Select(entry => entry.Frame.ToString()));
    }

    private static string DataTransfer(int id, string data) => $$"""[2,"{{id}}","DataTransfer",{"vendorId":"V","data":"{{data}}"}]""";

    private void Add(string text)
    {
        Assert.InRange(text.Length, 1, Frame.MaxLengthBytes);
        _log.Add(FrameDirection.Received, Encoding.UTF8.GetBytes(text));
    }
}
