using ChargerFirmware.Central.Cli.Prompt;

namespace ChargerFirmware.Tests.Unit.CentralCli.Prompt;

public sealed class BoardTests
{
    private readonly PromptBench _bench = new();

    [Fact]
    public void A_whole_station_charges_at_the_words_of_the_bench()
    {
        var failure = _bench.Loop.Run(() => new ScriptRun(_bench.Session).RunAsync(Script.Parse("test", """
            start_cs 9000
            start_cp ws://localhost:9000 0 --board emulated
            expect <<cp#0 BootNotification within 30s
            expect connected cp#0
            expect status Available within 30s
            plug
            swipe 04A1B2C3
            expect <<cp#0 StartTransaction connectorId=1 idTag=04A1B2C3 within 30s
            expect contactor closed within 30s
            remote_stoptransaction
            expect answer status=Accepted
            expect <<cp#0 StopTransaction reason=Remote within 30s
            stop_cp
            expect disconnected cp#0
            """)));

        Assert.Null(failure);
    }

    [Fact]
    public void Its_words_are_refused_as_the_bench_refuses_them()
    {
        Assert.StartsWith("board: none is running here", _bench.Type("start_cs 9000").Refusal("board plug"), StringComparison.Ordinal);
        Assert.Contains("no such board", _bench.Refusal("start_cp ws://a 1 --board none"), StringComparison.Ordinal);

        _bench.Type("start_cp ws://a 0 --board emulated");
        Assert.StartsWith("'plag' is no verb; did you mean plug?", _bench.Refusal("plag"), StringComparison.Ordinal);
        Assert.StartsWith("heartbeat: its firmware calls by itself", _bench.Refusal("heartbeat"), StringComparison.Ordinal);
        Assert.Equal("start_cp: a charge point '0' is running already", _bench.Refusal("start_cp ws://a 0"));
        Assert.Contains("plug", Assert.Single(_bench.Answer("board help")), StringComparison.Ordinal);
        _bench.Loop.RunFor(TimeSpan.FromSeconds(30));
        Assert.Contains("cp#0: connected, on an emulated board", _bench.Answer("list"));
        Assert.Contains("cp#0: Stopped.", _bench.Answer("stop_cp").Concat(_bench.Lines.Select(PromptBench.Plain)));
    }
}
