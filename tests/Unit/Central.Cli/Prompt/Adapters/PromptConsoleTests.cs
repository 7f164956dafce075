using Microsoft.Extensions.Logging.Abstractions;
using ChargerFirmware.Central.Cli;
using ChargerFirmware.Central.Adapters;
using ChargerFirmware.Central;
using System.Net;
using System.Net.Sockets;
using ChargerFirmware.Central.Cli.Plugins.Adapters;
using ChargerFirmware.Central.Cli.Prompt;
using ChargerFirmware.Central.Cli.Prompt.Adapters;
using ChargerFirmware.EventLoop;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Ocpp.Adapters;

namespace ChargerFirmware.Tests.Unit.CentralCli.Prompt.Adapters;

/// <summary>Lines of a pipe, over a real port.</summary>
public sealed class PromptConsoleTests : IDisposable
{
    private readonly ThreadLoop _loop = new("test", _ => { });
    private readonly List<string> _lines = [];

    public void Dispose() => _loop.Dispose();

    [Fact]
    public async Task A_pipe_is_carried_out_to_its_answers()
    {
        var port = FreePort();
        Assert.Equal(nameof(PromptEnd.Quit), await RunAsync($"start_cs {port}\nstart_cp ws://127.0.0.1:{port}/ocpp 0\nbootnotification\nremote_reset\nquit\nnothing"));

        Assert.Contains($"cs: Server is listening on port {port}", _lines);
        Assert.Contains("cp#0: Connected to CentralSystem.", _lines);
        Assert.Contains("""cs: >>cp#0 [2,"ID","Reset",{"type":"Soft"}]""", _lines);
        Assert.Contains("""cs: <<cp#0 [3,"ID",{"status":"Accepted"}]""", _lines);
        Assert.DoesNotContain(_lines, line => line.Contains('\u001b', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nonsense\nquit", "! 'nonsense' is no command; 'help' lists them")]
    [InlineData("start_cp ws://127.0.0.1:1/ocpp 0\nquit", "! start_cp: cp#0: the central system cannot be reached")]
    public async Task A_pipe_ends_at_the_line_that_fails(string input, string said)
    {
        Assert.Equal(nameof(PromptEnd.Failed), await RunAsync(input));
        Assert.StartsWith(said, _lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_refused()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        Assert.Equal(nameof(PromptEnd.Failed), await RunAsync($"start_cs {((IPEndPoint)listener.LocalEndpoint).Port}"));
        Assert.StartsWith("! start_cs: ", _lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_the_input_is_no_request_to_end() => Assert.Equal(nameof(PromptEnd.InputEnded), await RunAsync("help"));

    private async Task<string> RunAsync(string input)
    {
        var session = await _loop.RunAsync(() => Task.FromResult(new PromptSession(new PromptSurroundings
        {
            Loop = _loop,
            Random = RandomSource.FromMachine(),
            Say = line => _lines.Add(PromptBench.Plain(line)),
            Dialer = (address, identity) => new WebSocketDialer(_loop, address, identity),
            StartCentralSystem = async start => await RunningCentralSystem.StartAsync(
                _loop, RandomSource.FromMachine(), "memory", new CsmsOptions { ServesUnbootedStations = true }, new CsmsServerOptions { Port = start.Port },
                isJudged: true, NullLogger.Instance),
            StartPlugin = words => PluginProcess.Start(_loop, words),
        })));
        using var reader = new StringReader(input);
        var end = await PromptConsole.RunAsync(session, _loop, _lines.Add, reader.ReadLine, isScript: true, TestContext.Current.CancellationToken);
        await _loop.RunAsync(session.StopAsync);
        return end.ToString();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
