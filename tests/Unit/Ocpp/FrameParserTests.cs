using System.Text;
using ChargerFirmware.Ocpp;
using ChargerFirmware.Ocpp.Frames;
using ChargerFirmware.Ocpp.Messages;
using FsCheck;
using FsCheck.Fluent;

namespace ChargerFirmware.Tests.Unit.Ocpp;

public sealed class FrameParserTests
{
    [Fact]
    public void A_call_is_read_with_its_payload_as_it_was_written()
    {
        var call = Assert.IsType<Call>(Frame("""[2,"19223201","Reset",{"type": "Hard"}]"""));

        Assert.Equal(("19223201", "Reset", """{"type": "Hard"}"""), (call.MessageId, call.Action, Text(call.Payload)));
    }

    [Fact]
    public void A_result_is_read()
    {
        var result = Assert.IsType<CallResult>(Frame(""" [ 3 , "1" , {"a":{"b":[1]}} ] """));

        Assert.Equal(("1", """{"a":{"b":[1]}}"""), (result.MessageId, Text(result.Payload)));
    }

    [Fact]
    public void An_error_is_read()
    {
        var error = Assert.IsType<CallError>(Frame("""[4,"1","NotImplemented","no such thing",{"a":1}]"""));

        Assert.Equal((ErrorCode.NotImplemented, "no such thing", """{"a":1}"""), (error.Code, error.Description, Text(error.Details)));
    }

    [Theory]
    [InlineData("""[2,"1","Heartbeat",null]""")]
    [InlineData("""[3,"1",null]""")]
    public void Null_stands_for_an_empty_payload(string text)
    {
        var payload = Frame(text) switch
        {
            Call call => call.Payload,
            CallResult result => result.Payload,
            _ => default,
        };
        Assert.Equal("{}", Text(payload));
    }

    [Theory]
    [InlineData("""[4,"1","InternalError"]""", "")]
    [InlineData("""[4,"1","InternalError",null]""", "")]
    [InlineData("""[4,"1","InternalError","why"]""", "why")]
    [InlineData("""[4,"1","InternalError","why",null]""", "why")]
    [InlineData("""[4,"1","InternalError","why",[{"a":[]}],5]""", "why")]
    public void A_clumsy_error_is_still_an_error(string text, string description)
    {
        var error = Assert.IsType<CallError>(Frame(text));

        Assert.Equal((ErrorCode.InternalError, description, "{}"), (error.Code, error.Description, Text(error.Details)));
    }

    [Theory]
    [InlineData("FormationViolation", ErrorCode.FormationViolation)]
    [InlineData("FormatViolation", ErrorCode.FormationViolation)]
    [InlineData("OccurenceConstraintViolation", ErrorCode.OccurenceConstraintViolation)]
    [InlineData("OccurrenceConstraintViolation", ErrorCode.OccurenceConstraintViolation)]
    [InlineData("RpcFrameworkError", ErrorCode.RpcFrameworkError)]
    [InlineData("MessageTypeNotSupported", ErrorCode.MessageTypeNotSupported)]
    [InlineData("Whatever", ErrorCode.GenericError)]
    public void Both_spellings_of_an_error_code_are_read(string word, ErrorCode code) =>
        Assert.Equal(code, Assert.IsType<CallError>(Frame($"""[4,"1","{word}","",{"{}"}]""")).Code);

    [Theory]
    [InlineData("", FrameFaultKind.InvalidJson, FrameType.Unknown, null)]
    [InlineData("hello", FrameFaultKind.InvalidJson, FrameType.Unknown, null)]
    [InlineData("{}", FrameFaultKind.NotAnArray, FrameType.Unknown, null)]
    [InlineData("[]", FrameFaultKind.UnknownMessageType, FrameType.Unknown, null)]
    [InlineData("""["2","1","Reset",{}]""", FrameFaultKind.UnknownMessageType, FrameType.Call, "1")]
    [InlineData("""[9,"1","Reset",{}]""", FrameFaultKind.UnknownMessageType, FrameType.Unknown, "1")]
    [InlineData("""[2.5,"1","Reset",{}]""", FrameFaultKind.UnknownMessageType, FrameType.Unknown, "1")]
    [InlineData("[2]", FrameFaultKind.UnusableMessageId, FrameType.Call, null)]
    [InlineData("""[2,null,"Reset",{}]""", FrameFaultKind.UnusableMessageId, FrameType.Call, null)]
    [InlineData("""[2,"\ud800","Reset",{}]""", FrameFaultKind.UnusableMessageId, FrameType.Call, null)]
    [InlineData("""[2,"1"]""", FrameFaultKind.MissingElement, FrameType.Call, "1")]
    [InlineData("""[2,"1","Reset"]""", FrameFaultKind.MissingElement, FrameType.Call, "1")]
    [InlineData("""[2,"1","",{}]""", FrameFaultKind.UnusableAction, FrameType.Call, "1")]
    [InlineData("""[2,"1",7,{}]""", FrameFaultKind.UnusableAction, FrameType.Call, "1")]
    [InlineData("""[2,"1","Reset",[]]""", FrameFaultKind.PayloadNotAnObject, FrameType.Call, "1")]
    [InlineData("""[2,"1","Reset",null]""", FrameFaultKind.PayloadNotAnObject, FrameType.Call, "1")]
    [InlineData("""[2,"1","Reset","{}"]""", FrameFaultKind.PayloadNotAnObject, FrameType.Call, "1")]
    [InlineData("""[2,"1","Reset",{},{}]""", FrameFaultKind.SurplusElement, FrameType.Call, "1")]
    [InlineData("""[2,"1","Reset",{}] x""", FrameFaultKind.InvalidJson, FrameType.Call, "1")]
    [InlineData("""[2,"1","Reset",{}][]""", FrameFaultKind.InvalidJson, FrameType.Call, "1")]
    [InlineData("""[2,"1","Reset",{"type":""", FrameFaultKind.InvalidJson, FrameType.Call, "1")]
    [InlineData("""[3,"1"]""", FrameFaultKind.MissingElement, FrameType.CallResult, "1")]
    [InlineData("""[3,"1",[]]""", FrameFaultKind.PayloadNotAnObject, FrameType.CallResult, "1")]
    [InlineData("""[3,"1",{"transactionId":,}]""", FrameFaultKind.InvalidJson, FrameType.CallResult, "1")]
    [InlineData("""[4,"1"]""", FrameFaultKind.MissingElement, FrameType.CallError, "1")]
    public void What_is_no_frame_is_reported_exactly(string text, FrameFaultKind kind, FrameType type, string? messageId)
    {
        var fault = Fault(Encoding.UTF8.GetBytes(text));

        Assert.Equal((kind, type, messageId), (fault.Kind, fault.Type, fault.MessageId));
    }

    [Fact]
    public void A_message_id_has_36_characters_at_most()
    {
        var longest = new string('a', 36);

        Assert.Equal(longest, Frame($"""[2,"{longest}","Heartbeat",{"{}"}]""").MessageId);
        var fault = Fault(Encoding.UTF8.GetBytes($"""[2,"{longest}b","Heartbeat",{"{}"}]"""));
        Assert.Equal((FrameFaultKind.MessageIdTooLong, longest + "b"), (fault.Kind, fault.MessageId));
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused()
    {
        var bytes = Encoding.UTF8.GetBytes("""[2,"1","Authorize",{"idTag":"?"}]""");
        bytes[Array.IndexOf(bytes, (byte)'?')] = 0xE9;

        Assert.Equal(FrameFaultKind.InvalidText, Fault(bytes).Kind);
    }

    [Fact]
    public void Deep_nesting_is_refused_and_its_head_is_known()
    {
        // The frame's array and the payload's object are two levels.
        Assert.IsType<Call>(Frame(Nested(62)));

        foreach (var levels in (int[])[63, 20_000])
        {
            var fault = Fault(Encoding.UTF8.GetBytes(Nested(levels)));
            Assert.Equal((FrameFaultKind.InvalidJson, FrameType.Call, "1"), (fault.Kind, fault.Type, fault.MessageId));
            Assert.Contains("64 levels at most", fault.Description, StringComparison.Ordinal);
        }

        static string Nested(int levels) => $"""[2,"1","Reset",{"{"}"a":{new string('[', levels)}{new string(']', levels)}{"}"}]""";
    }

    [Fact]
    public void A_mebibyte_is_read_and_one_byte_more_is_not()
    {
        var frame = Encoding.UTF8.GetBytes($"""[2,"1","Reset",{"{}"}]""".PadRight(1024 * 1024));

        Assert.True(FrameParser.Parse(frame).TryGet(out _, out _));
        Assert.Equal(FrameFaultKind.TooLong, Fault([.. frame, (byte)' ']).Kind);
    }

    [Fact]
    public void No_bytes_crash_the_parser() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll<byte[]>(bytes =>
        {
            FrameParser.Parse(bytes ?? []).TryGet(out _, out _);
        }));

    [Fact]
    public void No_damage_to_a_frame_crashes_the_parser()
    {
        var frame = Encoding.UTF8.GetBytes("""[2,"1","StartTransaction",{"idTag":"\u00e9\ud83d\ude00","a":[1,null,{}]}]""");

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll<int, byte, byte>((place, value, cut) =>
        {
            var damaged = frame.ToArray();
            damaged[Math.Abs(place % damaged.Length)] = value;
            FrameParser.Parse(damaged).TryGet(out _, out _);
            FrameParser.Parse(damaged.AsMemory(0, cut % damaged.Length)).TryGet(out _, out _);
        }));
    }

    [Fact]
    public void What_is_written_is_read_again() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll<NonNull<string>, NonEmptyString>((description, action) =>
        {
            var call = Assert.IsType<Call>(Reread(new Call("id", action.Get, "{}"u8.ToArray())));
            Assert.Equal(WellFormed(action.Get), call.Action);
            var error = Assert.IsType<CallError>(Reread(new CallError("id", "GenericError", description.Get, default)));
            Assert.Equal(WellFormed(description.Get), error.Description);
        }));

    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static Frame Reread(Frame frame)
    {
        Assert.True(FrameParser.Parse(FrameWriter.Write(frame)).TryGet(out var read, out _));
        return read;
    }

    private static Frame Frame(string text)
    {
        Assert.True(FrameParser.Parse(Encoding.UTF8.GetBytes(text)).TryGet(out var frame, out var fault), fault?.ToString());
        return frame;
    }

    private static FrameFault Fault(byte[] utf8)
    {
        Assert.False(FrameParser.Parse(utf8, Strictness.Strict).TryGet(out _, out var fault));
        return fault;
    }

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
