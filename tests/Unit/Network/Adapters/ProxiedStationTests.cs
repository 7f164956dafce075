using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Central.Judging;
using ChargerFirmware.Central.Ocpp16.Rules;
using ChargerFirmware.Central.Ocpp16;
using ChargerFirmware.Central;
using ChargerFirmware.Central.Adapters;
using ChargerFirmware.EventLoop;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Network.Adapters;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Tests.Unit.Network.Adapters;

/// <summary>A whole station, a central system on a port, and the verbs of the bench on the line between them.</summary>
public sealed class ProxiedStationTests : IDisposable
{
    private readonly ThreadLoop _loop = new("test", fault => throw fault);

    public void Dispose() => _loop.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task A_station_whose_answer_comes_twice_goes_on_as_if_it_had_come_once()
    {
        var csms = await _loop.RunAsync(() => Task.FromResult(new Csms(_loop, RandomSource.Seeded(1), [new Ocpp16Binding()])));
        var judge = await _loop.RunAsync(() => Task.FromResult(new Judge(csms, [new Ocpp16Rules()])));
        await using var server = await CsmsServer.StartAsync(_loop, csms, new CsmsServerOptions { Port = 0 });
        var endpoint = new Uri($"ws://127.0.0.1:{server.Port}/ocpp");
        using var line = new TcpProxy(TimeProvider.System, endpoint);
        var answers = new List<string>();
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        await _loop.RunAsync(async () =>
        {
            using var bench = BenchOn(line, endpoint);
            bench.Frames.Added += frame =>
            {
                if (frame is { Direction: FrameDirection.Received, Kind: "result" })
                {
                    answers.Add(frame.MessageId);
                }

                // The boot's twice, and those of the station and its two connectors.
                if (answers.Count == 5)
                {
                    answered.TrySetResult();
                }
            };
            await new Session(bench).RunAsync("double-answer BootNotification");
            bench.Start();
            await answered.Task;
        });

        Assert.Equal(answers[0], answers[1]);
        Assert.Equal(4, answers.Distinct().Count());
        Assert.Equal(0, line.PlansLeft);
        Assert.Empty(judge.Violations);
    }

    [Theory]
    [InlineData("drop-answer StopTransaction", "encrypted")]
    [InlineData("refuse-connect 503", "encrypted")]
    [InlineData("central-system stop", "somebody else's")]
    public async Task What_cannot_be_done_to_somebody_elses_line_is_refused(string words, string reason)
    {
        var endpoint = new Uri("wss://127.0.0.1:9/ocpp");
        using var line = new TcpProxy(TimeProvider.System, endpoint);

        await _loop.RunAsync(async () =>
        {
            using var bench = BenchOn(line, endpoint);
            var refusal = await Assert.ThrowsAsync<BenchException>(() => new Session(bench).RunAsync(words));
            Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
            await new Session(bench).RunAsync("link cut");
        });
    }

    [Theory]
    [InlineData("drop-answer Stop")]
    [InlineData("double-call Heartbeat 0")]
    [InlineData("refuse-connect 101")]
    [InlineData("refuse-connect")]
    [InlineData("link slow")]
    [InlineData("link cut now")]
    public async Task What_is_no_verb_of_a_line_does_nothing(string words)
    {
        var endpoint = new Uri("ws://127.0.0.1:9/ocpp");
        using var line = new TcpProxy(TimeProvider.System, endpoint);

        await _loop.RunAsync(async () =>
        {
            using var bench = BenchOn(line, endpoint);
            await Assert.ThrowsAsync<LanguageException>(() => new Session(bench).RunAsync(words));
        });

        Assert.Equal((ChargerFirmware.Network.LineState.Up, 0), (line.State, line.PlansLeft));
    }

    private Workbench BenchOn(TcpProxy line, Uri endpoint) => new(new WorkbenchOptions
    {
        Loop = _loop,
        Board = Boards.Load("emulated"),
        Dialer = new ProxiedDialer(_loop, endpoint, "EMU-0001", line.Port),
        Line = line,
    });
}
