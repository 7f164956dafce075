using System.Text;
using System.Text.Json;
using ChargerFirmware.Central.Cli.Plugins;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp;
using ChargerFirmware.Ocpp.Rpc;
using FsCheck;
using FsCheck.Fluent;

namespace ChargerFirmware.Tests.Unit.CentralCli.Plugins;

public sealed class PluginSetTests
{
    private readonly VirtualLoop _loop = new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly List<string> _said = [];
    private readonly PluginSet _plugins;
    private readonly ScriptedPlugin _plugin = new();
    private int _served;

    public PluginSetTests()
    {
        _plugins = new PluginSet(_loop.Time, _said.Add);
        _plugins.Add("p", _plugin);
    }

    [Fact]
    public void A_plugin_sees_each_call_and_each_answer_on_one_line()
    {
        Assert.Equal("""{"status":"Accepted"}""", Answer("Reset", "{\n \"type\": \"Soft\"\n}"));
        Assert.Equal(
            [
                """{"type":"request","seq":1,"side":"cp","id":"cp#0","action":"Reset","payload":{"type":"Soft"}}""",
                """{"type":"answer","seq":2,"side":"cp","id":"cp#0","action":"Reset","request":{"type":"Soft"},"payload":{"status":"Accepted"}}""",
            ],
            _plugin.Asked);
    }

    [Fact]
    public void A_plugin_answers_in_place_of_whoever_would()
    {
        OnRequest("""{"seq":SEQ,"do":"answer","payload":{"status":"Rejected"}}""");

        Assert.Equal(("""{"status":"Rejected"}""", 0), (Answer(), _served));
    }

    [Fact]
    public void A_plugin_refuses()
    {
        OnRequest("""{"seq":SEQ,"do":"error","code":"NotSupported","description":"not today"}""");

        Assert.Equal(("NotSupported not today", 0), (Answer(), _served));
        Assert.EndsWith("\"code\":\"NotSupported\",\"description\":\"not today\"}", _plugin.Asked[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_plugin_amends_an_answer_and_what_follows_it_stays()
    {
        var isDone = false;
        OnAnswer("""{"seq":SEQ,"do":"amend","payload":{"status":"Rejected"}}""");
        var reply = _loop.Run(() => _plugins.Hook("cs").AnswerAsync("0", Call(), () =>
            Task.FromResult<CallReply>(new CallReply.Result("{}"u8.ToArray()) { AfterSent = () => isDone = true })));

        var result = Assert.IsType<CallReply.Result>(reply);
        result.AfterSent!();
        Assert.Equal(("""{"status":"Rejected"}""", true), (Text(result), isDone));
    }

    [Fact]
    public void The_first_plugin_that_decides_has_decided()
    {
        var second = new ScriptedPlugin();
        _plugins.Add("q", second);
        OnRequest("""{"seq":SEQ,"do":"answer","payload":{"status":"Rejected"}}""");
        Answer();

        Assert.Equal("answer", JsonElement.Parse(Assert.Single(second.Asked)).GetProperty("type").GetString());
    }

    [Fact]
    public void Silence_is_not_shown_to_plugins()
    {
        var reply = _loop.Run(() => _plugins.Hook("cp").AnswerAsync("0", Call(), () => Task.FromResult(CallReply.None)));

        Assert.Equal((CallReply.None, 1), (reply, _plugin.Asked.Count));
    }

    [Fact]
    public void A_plugin_that_hangs_is_passed_over_and_removed_in_the_end()
    {
        _plugin.Reply = _ => null;

        Assert.Equal("""{"status":"Accepted"}""", Answer());
        Assert.Equal(TimeSpan.FromSeconds(2), _loop.Elapsed);
        Assert.Equal("""{"status":"Accepted"}""", Answer());
        Assert.Equal(TimeSpan.FromSeconds(3), _loop.Elapsed);
        Assert.Equal(
            [
                "plugin p is passed over: no answer within 1 s", "plugin p is passed over: no answer within 1 s",
                "plugin p is passed over: no answer within 1 s", "plugin p is removed: it has failed too often",
            ],
            _said);
        Assert.Empty(_plugins.Names);
        Assert.True(_plugin.IsKilled);
    }

    [Fact]
    public void A_late_answer_is_no_nonsense()
    {
        _plugin.Reply = _ => null;
        Answer();
        _plugin.Say("""{"seq":1,"do":"pass"}""");

        Assert.Equal(2, _said.Count);
    }

    [Theory]
    [InlineData("nonsense", "expected one JSON object a line, with seq and do, found 'nonsense'")]
    [InlineData("[]", "expected one JSON object a line, with seq and do, found '[]'")]
    [InlineData("""{"do":"pass"}""", "expected one JSON object a line, with seq and do, found '{\"do\":\"pass\"}'")]
    [InlineData("""{"seq":99,"do":"pass"}""", "nothing was asked with seq 99")]
    [InlineData("""{"seq":SEQ,"do":"answer","payload":[]}""", "expected an object as payload, found")]
    [InlineData("""{"seq":SEQ,"do":"answer"}""", "expected pass, answer with payload, or error with code for a request, found 'answer'")]
    [InlineData("""{"seq":SEQ,"do":"amend","payload":{}}""", "expected pass, answer with payload, or error with code for a request, found 'amend'")]
    public void Nonsense_is_named_and_passed_over(string line, string why)
    {
        OnRequest(line);

        Assert.Equal("""{"status":"Accepted"}""", Answer());
        Assert.StartsWith($"plugin p is passed over: {why}", _said[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_plugin_that_floods_is_removed()
    {
        for (var count = 0; count < 1000; count++)
        {
            _plugin.Say("flood");
        }

        Assert.Equal(4, _said.Count);
        Assert.Empty(_plugins.Names);
    }

    [Fact]
    public void A_plugin_that_fails_now_and_then_is_removed_at_last()
    {
        for (var count = 0; count < 100; count++)
        {
            _plugin.Say("flood");
            Answer();
        }

        Assert.Empty(_plugins.Names);
        Assert.Equal(21, _said.Count);
    }

    [Fact]
    public void A_plugin_that_dies_leaves_nobody_waiting()
    {
        _plugin.Reply = _ =>
        {
            _plugin.End("its output was closed");
            return null;
        };

        Assert.Equal("""{"status":"Accepted"}""", Answer());
        Assert.Equal(TimeSpan.Zero, _loop.Elapsed);
        Assert.Equal(["plugin p is removed: it has ended: its output was closed"], _said);
    }

    [Fact]
    public void What_a_plugin_complains_of_is_shown_up_to_a_number()
    {
        for (var count = 0; count < 1000; count++)
        {
            _plugin.Complain("oh");
        }

        Assert.Equal((100, "plugin p: oh"), (_said.Count, _said[0]));
    }

    [Fact]
    public void Whatever_a_plugin_says_a_call_is_answered() => Prop.ForAll<NonNull<string>>(line =>
    {
        var test = new PluginSetTests();
        test._plugin.Reply = _ => line.Get;
        return test.Answer() == """{"status":"Accepted"}""";
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_plugin_that_was_removed_is_not_asked()
    {
        Assert.True(_plugins.Remove("p"));
        Assert.False(_plugins.Remove("p"));
        Answer();

        Assert.Equal((true, 0), (_plugin.IsKilled, _plugin.Asked.Count));
    }

    private void OnRequest(string reply) => _plugin.Reply = question =>
        question.GetProperty("type").GetString() == "request" ? reply : """{"seq":SEQ,"do":"pass"}""";

    private void OnAnswer(string reply) => _plugin.Reply = question =>
        question.GetProperty("type").GetString() == "answer" ? reply : """{"seq":SEQ,"do":"pass"}""";

    private string Answer(string action = "Reset", string payload = "{}")
    {
        var reply = _loop.Run(() => _plugins.Hook("cp").AnswerAsync("0", Call(action, payload), () =>
        {
            _served++;
            return Task.FromResult<CallReply>(new CallReply.Result("""{"status":"Accepted"}"""u8.ToArray()));
        }));
        return reply switch
        {
            CallReply.Result result => Text(result),
            CallReply.Error error => $"{ErrorCodes.Write(error.Code, ErrorSpelling.Original)} {error.Description}",
            _ => "",
        };
    }

    private static IncomingCall Call(string action = "Reset", string payload = "{}") => new("1", action, Encoding.UTF8.GetBytes(payload));

    private static string Text(CallReply.Result result) => Encoding.UTF8.GetString(result.Payload.Span);
}
