using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using ChargerFirmware.Emulator.Cli;

namespace ChargerFirmware.Tests.Unit.EmulatorCli;

public sealed class DialWhoIsThereTests
{
    [Fact]
    public void A_central_system_at_the_usual_port_is_dialled_unless_another_port_was_asked_for()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var usual = Read([]);
        usual = usual with { CentralSystem = usual.CentralSystem with { Port = port } };

        Assert.Equal(new Uri($"ws://127.0.0.1:{port}/ocpp"), EmulatorHost.DialWhoIsThere(usual).RemoteCsms?.Url);
        Assert.Null(EmulatorHost.DialWhoIsThere(Read(["--csms-port", $"{port}"])).RemoteCsms);
        listener.Stop();
        Assert.Null(EmulatorHost.DialWhoIsThere(usual).RemoteCsms);
    }

    private static RunOptions Read(string[] words)
    {
        var options = new RunOptionSet();
        var root = new RootCommand();
        options.AddTo(root);
        return options.Read(root.Parse(words));
    }
}
