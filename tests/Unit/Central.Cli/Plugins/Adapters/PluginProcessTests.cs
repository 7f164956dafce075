using System.Text;
using ChargerFirmware.Central.Cli.Plugins;
using ChargerFirmware.Central.Cli.Plugins.Adapters;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Tests.Unit.CentralCli.Plugins.Adapters;

/// <summary>Plugins as real programs.</summary>
public sealed class PluginProcessTests : IDisposable
{
    private readonly ThreadLoop _loop = new("test", _ => { });
    private readonly List<string> _said = [];
    private readonly TaskCompletionSource _isRemoved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PluginSet _plugins;

    public PluginProcessTests() => _plugins = new PluginSet(_loop.Time, line =>
    {
        _said.Add(line);
        if (line.Contains("is removed", StringComparison.Ordinal))
        {
            _isRemoved.TrySetResult();
        }
    })
    {
        TimeLimit = TimeSpan.FromSeconds(30),
    };

    public void Dispose()
    {
        _loop.RunAsync(() =>
        {
            _plugins.Clear();
            return Task.CompletedTask;
        }).GetAwaiter().GetResult();
        _loop.Dispose();
    }

    [Fact]
    public async Task The_example_refuses_a_tag_and_lets_everything_else_pass()
    {
        await AddAsync("sh", Path.Combine(Checkout.Root, "emulator/Central.Cli/Plugins/examples/refuse-tag.sh"), "STOLEN");

        Assert.Equal("""{"idTagInfo":{"status":"Blocked"}}""", await AnswerAsync("""{"idTag":"STOLEN"}"""));
        Assert.Equal("{}", await AnswerAsync("""{"idTag":"04A1B2C3"}"""));
        Assert.Empty(_said);
    }

    [Fact]
    public async Task A_program_that_ends_is_removed()
    {
        await AddAsync("sh", "-c", "read line; echo oh no >&2; exit 3");

        Assert.Equal("{}", await AnswerAsync("{}"));
        await _isRemoved.Task;
        Assert.Contains("plugin p is removed: it has ended: its output was closed", _said);
    }

    [Fact]
    public async Task A_program_that_floods_is_removed()
    {
        await AddAsync("sh", "-c", "while :; do echo flood; done");

        await _isRemoved.Task;
        Assert.Equal("{}", await AnswerAsync("{}"));
    }

    [Fact]
    public async Task A_program_that_writes_a_line_without_end_is_removed()
    {
        await AddAsync("sh", "-c", "exec cat /dev/zero");

        await _isRemoved.Task;
        Assert.Contains($"plugin p is removed: it has ended: a line of more than {PluginProcess.MaxLineBytes} bytes", _said);
    }

    [Fact]
    public async Task What_cannot_be_started_is_refused() =>
        await Assert.ThrowsAsync<IOException>(() => AddAsync("/none/such"));

    private Task AddAsync(params string[] words) => _loop.RunAsync(() =>
    {
        _plugins.Add("p", PluginProcess.Start(_loop, words));
        return Task.CompletedTask;
    });

    private async Task<string> AnswerAsync(string payload)
    {
        var reply = await _loop.RunAsync(() => _plugins.Hook("cs").AnswerAsync(
            "0", new IncomingCall("1", "Authorize", Encoding.UTF8.GetBytes(payload)), () => Task.FromResult<CallReply>(new CallReply.Result("{}"u8.ToArray()))));
        return Encoding.UTF8.GetString(Assert.IsType<CallReply.Result>(reply).Payload.Span);
    }
}
