using System.CommandLine;
using ChargerFirmware.Central.Cli;
using ChargerFirmware.Ocpp.Messages;

namespace ChargerFirmware.Tests.Unit.CentralCli;

public sealed class CentralOptionTests
{
    [Fact]
    public void Ports_stay_on_loopback_and_may_move_unless_they_were_asked_for()
    {
        var usual = Read();
        var asked = Read("--listen", "9000", "--http", "8080");

        Assert.Equal("127.0.0.1:9000 127.0.0.1:8080", $"{usual.Listen.Address}:{usual.Listen.Port} {usual.Http}");
        Assert.Equal((true, true), (usual.HasDefaultListen, usual.HasDefaultHttp));
        Assert.Equal((false, false), (asked.HasDefaultListen, asked.HasDefaultHttp));
    }

    [Fact]
    public void Options_mean_what_they_say()
    {
        var read = Read(
            "--strict", "--no-judge", "--any-subprotocol", "--path", "/ocpp/site-7/", "--allow-id", "A", "--store", "memory", "--ping-interval", "7",
            "--heartbeat-interval", "60", "--max-stations", "3");

        Assert.Equal((Strictness.Strict, true, true), (read.Strictness, read.IsWithoutJudge, read.Listen.AssumesSubprotocol));
        Assert.Equal(("/ocpp/site-7", "A", "memory"), (read.Listen.Folder, Assert.Single(read.Listen.Ids!), read.Store));
        Assert.Equal((7, 60, 3), ((int)read.Listen.PingInterval.TotalSeconds, read.HeartbeatIntervalSeconds, read.Listen.MaxConnections));
    }

    [Theory]
    [InlineData("--path: expected a path that begins with /", "--path", "ocpp")]
    [InlineData("its key stands in documents that anybody can read", "--http", "0.0.0.0:8080", "--api-key", "changeme-123")]
    [InlineData("give it a key", "--http", "0.0.0.0:8080")]
    [InlineData("give stations passwords", "--listen", "0.0.0.0:9000")]
    public void What_would_be_open_or_means_nothing_is_refused_and_no_key_is_quoted(string expected, params string[] words)
    {
        var message = Assert.Single(Root(new CentralOptionSet()).Parse(words).Errors).Message;

        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("changeme", message, StringComparison.Ordinal);
    }

    private static CentralOptions Read(params string[] words)
    {
        var options = new CentralOptionSet();
        return options.Read(Root(options).Parse(words));
    }

    private static RootCommand Root(CentralOptionSet options)
    {
        var root = new RootCommand();
        options.AddTo(root);
        return root;
    }
}
