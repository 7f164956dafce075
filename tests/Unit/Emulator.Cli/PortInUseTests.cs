using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using ChargerFirmware.Emulator.Cli;

namespace ChargerFirmware.Tests.Unit.EmulatorCli;

public sealed class PortInUseTests : IDisposable
{
    private readonly string _store = Directory.CreateTempSubdirectory("port").FullName;
    private readonly TcpListener _other = new(IPAddress.Loopback, 0);

    public PortInUseTests() => _other.Start();

    public void Dispose()
    {
        _other.Dispose();
        Directory.Delete(_store, recursive: true);
    }

    [Theory]
    [InlineData("--csms-port", "--api")]
    [InlineData("--api", "--csms-port")]
    public async Task The_refusal_names_the_option_that_chooses_another_port(string taken, string free)
    {
        var options = new RunOptionSet();
        var command = new RootCommand();
        options.AddTo(command);
        var port = ((IPEndPoint)_other.LocalEndpoint).Port;
        var parsed = command.Parse(["--headless", "--store", _store, taken, $"{port}", free, "0"]);

        var refusal = await Assert.ThrowsAsync<IOException>(() => EmulatorHost.RunAsync(options.Read(parsed), TestContext.Current.CancellationToken));

        Assert.StartsWith($"{taken}: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"cannot listen on 127.0.0.1:{port}", refusal.Message, StringComparison.Ordinal);
    }
}
