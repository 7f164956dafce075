using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Bench.Scenarios;
using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Tests.Unit.Bench.Language;

/// <summary>A line that cannot be meant so is refused at once, with what was expected, and changes nothing.</summary>
public sealed class RefusedLineTests
{
    /// <summary>Verbs whose last words may be anything.</summary>
    private static readonly string[] s_open = ["set", "get", "call", "send-list", "subprotocols"];

    /// <summary>For each other verb a line that could be carried out.</summary>
    private static readonly string[] s_complete =
    [
        "connector 2", "plug 2 compact soc 30", "insert-cable 1 32", "unplug 1 vehicle", "swipe 1 04A1B2C3", "ev 1 suspend",
        "emergency-stop press", "door open", "resets fail", "clock ahead 1s", "meter 1 drop 1s", "power off",
        "fault 1 meter-silent for 1s", "clear 1 meter-silent", "faults 1", "acknowledge", "service clear-weld 1",
        "tag A Accepted parent B", "remote-start 1 TAG", "remote-stop 5", "reset Soft", "trigger Heartbeat 1", "stations",
        "boot-answer Pending 30", "central-clock ahead 1s", "stall 1s", "delay-answers 1s Authorize", "resume", "fail Authorize 1 InternalError",
        "reserve 7 1 TAG for 30m parent B", "cancel-reservation 7",
        "profile 1 TxProfile Relative A 0:16", "clear-profiles id 1", "composite 1 10m A",
        "link cut", "central-system stop", "drop-answer Authorize 1", "double-answer Authorize 1", "drop-call Authorize 1",
        "double-call Authorize 1", "refuse-connect 503 2", "burst 1",
        "image http://files/a 1 500 Good", "file remove http://files/a", "uploads refuse", "disk 5", "update-firmware http://files/a in 1h",
        "diagnostics http://files/ since 1h", "wait 1s", "status", "frames 3", "from-now", "help plug", "expect status Charging",
    ];

    public static TheoryData<string> Complete => [.. s_complete];

    [Fact]
    public void Every_verb_is_looked_at()
    {
        Assert.Equal(
            VerbTable.All.Select(verb => verb.Name).Order(),
            s_complete.Select(line => line.Split(' ')[0]).Concat(s_open).Order());
    }

    [Theory]
    [MemberData(nameof(Complete))]
    public void A_word_too_many_is_refused(string line)
    {
        Assert.Contains("'surplus'", Refusal($"{line} surplus"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("expect status Preparing surplus")]
    [InlineData("expect error NoError within 1s surplus")]
    [InlineData("expect contactor open surplus")]
    [InlineData("expect lock locked surplus")]
    [InlineData("expect link Operational surplus")]
    [InlineData("expect sent Authorize surplus")]
    [InlineData("expect next sent Authorize within 1s surplus")]
    [InlineData("expect no sent Authorize for 1s surplus")]
    [InlineData("expect dial accepted surplus")]
    [InlineData("expect no dial for 1s surplus")]
    [InlineData("expect composite 0:16 surplus")]
    [InlineData("expect current 16 A surplus")]
    [InlineData("expect total at most 1 W for 1s surplus")]
    [InlineData("expect firmware 1 surplus")]
    [InlineData("expect energy reported = energy flowed surplus")]
    [InlineData("expect energy reported at least 1 Wh surplus")]
    [InlineData("expect violations none surplus")]
    public void A_word_too_many_behind_an_expectation_is_refused(string line)
    {
        Assert.Contains("'surplus'", Refusal(line), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("expect violations nope", "expected none, found 'nope'")]
    [InlineData("expect sent StartTransacton", "did you mean StartTransaction?")]
    [InlineData("expect next sent StatusNotifcation", "did you mean StatusNotification?")]
    [InlineData("expect no sent Autorize for 1s", "did you mean Authorize?")]
    [InlineData("expect answer Rset", "did you mean Reset?")]
    [InlineData("expect sent Nonsense", "'Nonsense' is no action of OCPP 1.6")]
    [InlineData("expect sent Authorize idtag=04A1B2C3", "'idtag' is no field of Authorize.req; did you mean idTag?")]
    [InlineData("expect sent BootNotification chargePointVendr=x", "did you mean chargePointVendor?")]
    [InlineData("expect answered Authorize idTagInfo.staus=Accepted", "'staus' is no field of Authorize.conf; did you mean status?")]
    [InlineData("expect sent MeterValues meterValue[0].sampledValue[0].valu=1", "did you mean value?")]
    [InlineData("expect sent MeterValues meterValue.timestamp=1", "'timestamp' is no field")]
    [InlineData("expect sent Authorize idTag[0]=1", "no list there")]
    [InlineData("expect sent StopTransaction staus=-", "'staus' is no field")]
    [InlineData("delay-answers 1s Foo", "'Foo' is no action of OCPP 1.6")]
    [InlineData("fail Autorize", "did you mean Authorize?")]
    [InlineData("drop-answer StopTransacton", "did you mean StopTransaction?")]
    [InlineData("set Foo", "expected a value")]
    [InlineData("subprotocols", "expected the name of a subprotocol")]
    [InlineData("send-list 1 Full TAG=Blokced", "expected one of Accepted, Blocked")]
    [InlineData("clear-profiles purpose TxProfil", "expected one of ChargePointMaxProfile")]
    [InlineData("profile 1 TxProfile Recurring A 0:16 every Dayly", "expected one of Daily, Weekly")]
    [InlineData("profile 1 TxProfile Relative A 0:16:x", "expected a period")]
    [InlineData("expect composite", "expected a period")]
    [InlineData("remote-start nobody TAG", "expected a connector's number, found 'nobody'")]
    [InlineData("plgu 1", "'plgu' is no verb; did you mean plug?")]
    [InlineData("zzzzzz", "'zzzzzz' is no verb; 'help'")]
    [InlineData("help nope", "'nope' is no verb")]
    public void A_word_that_is_none_is_refused_by_name(string line, string expected)
    {
        Assert.Contains(expected, Refusal(line), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("expect status Charging within 30s", "within 30s,")]
    [InlineData("expect status Charging within 250ms", "within 250ms,")]
    [InlineData("expect status Charging", "within 10s,")]
    [InlineData("expect sent StopTransaction within 1m", "within 1m;")]
    [InlineData("expect current 16 A within 1.5s", "within 1.5s,")]
    public void A_duration_is_said_as_it_was_written(string line, string expected)
    {
        Assert.Contains(expected, Refusal(line, atOnce: false), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("set MeterValuesAlignedData \"\"", "{\"status\":\"Accepted\"}")]
    [InlineData("call Nonsense {}\nexpect refusal Nonsense code=NotImplemented", "")]
    [InlineData("expect sent BootNotification chargePointVendor=ChargerFirmware iccid=-", "")]
    public void What_looks_odd_and_is_right_is_carried_out(string lines, string answer)
    {
        OnBench(async (session, _) =>
        {
            string? last = null;
            foreach (var line in lines.Split('\n'))
            {
                last = await session.RunAsync(line);
            }

            Assert.Equal(answer, last ?? "");
        });
    }

    /// <summary>What the line is refused with.</summary>
    private static string Refusal(string line, bool atOnce = true)
    {
        var message = "";
        OnBench(async (session, loop) =>
        {
            await session.RunAsync("plug 1");
            await session.RunAsync("wait 5s");
            var began = loop.Time.GetTimestamp();
            var transcript = session.Bench.Transcript.Lines.Count;
            message = (await Assert.ThrowsAnyAsync<BenchException>(() => session.RunAsync(line))).Message;
            if (atOnce)
            {
                Assert.Equal(TimeSpan.Zero, loop.Time.GetElapsedTime(began));
                Assert.Equal(transcript, session.Bench.Transcript.Lines.Count);
            }
        });
        return message;
    }

    private static void OnBench(Func<Session, VirtualLoop, Task> work)
    {
        using var loop = new VirtualLoop(ScenarioRun.Beginning);
        loop.Run(async () =>
        {
            using var bench = new Workbench(new WorkbenchOptions { Loop = loop, Board = Boards.Load("emulated") });
            bench.Start();
            var session = new Session(bench);
            await session.RunAsync("expect link Operational within 60s");
            await work(session, loop);
        });
    }
}
