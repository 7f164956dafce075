using ChargerFirmware.Bench;
using ChargerFirmware.Emulator.Cli.Adapters;
using ChargerFirmware.EventLoop.Adapters;

namespace ChargerFirmware.Tests.Unit.EmulatorCli.Adapters;

public sealed class ConsoleAdapterTests : IAsyncLifetime
{
    private readonly ThreadLoop _loop = new("test", _ => { });
    private Workbench _bench = null!;

    public async ValueTask InitializeAsync() =>
        _bench = await _loop.RunAsync(() => Task.FromResult(new Workbench(new WorkbenchOptions { Loop = _loop, Board = Boards.Load("emulated") })));

    public async ValueTask DisposeAsync()
    {
        await _loop.RunAsync(() =>
        {
            _bench.Dispose();
            return Task.CompletedTask;
        });
        _loop.Dispose();
    }

    /// <summary>What still runs is waited for where the input merely ends, and not after a request to end.</summary>
    [Theory]
    [InlineData("quit", nameof(ConsoleEnd.Quit), "")]
    [InlineData("help quit\nexit\nfrom-now", nameof(ConsoleEnd.Quit), "! 'quit' is no verb")]
    [InlineData("from-now", nameof(ConsoleEnd.InputEnded), "")]
    [InlineData("", nameof(ConsoleEnd.InputEnded), "")]
    public async Task The_end_of_the_input_is_distinguished_from_the_request_to_end(string input, string end, string said)
    {
        Assert.Equal(end, await RunAsync(input, isScript: false, said));
    }

    [Fact]
    public async Task A_script_ends_at_the_line_that_fails()
    {
        Assert.Equal(nameof(ConsoleEnd.ScriptFailed), await RunAsync("nonsense\nquit", isScript: true, "! 'nonsense' is no verb"));
    }

    private async Task<string> RunAsync(string input, bool isScript, string said)
    {
        var lines = new List<string>();
        using var reader = new StringReader(input);
        var end = await ConsoleAdapter.RunAsync(ConsoleAdapter.WordsOf(_loop, _bench), lines.Add, reader.ReadLine, isScript, TestContext.Current.CancellationToken);
        Assert.StartsWith(said, string.Join('\n', lines), StringComparison.Ordinal);
        return end.ToString();
    }
}
