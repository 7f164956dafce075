using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Transfers;
using ChargerFirmware.Transfers.Adapters;
using ChargerFirmware.Transfers.Targets;

namespace ChargerFirmware.Tests.Unit.Transfers.Adapters;

/// <summary>Where files may not go: refused before a byte is sent, by the address and whatever it is called.</summary>
public sealed class TargetTests : IDisposable
{
    private static readonly UploadedFile s_file = new("d.zip", () => "content"u8.ToArray());

    private readonly TcpListener _listener = new(IPAddress.IPv6Any, 0) { Server = { DualMode = true } };

    public TargetTests() => _listener.Start();

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    [Theory]
    [InlineData("http://127.0.0.1:{0}/in/")]
    [InlineData("http://127.1:{0}/in/")]
    [InlineData("http://2130706433:{0}/in/")]
    [InlineData("http://0x7f000001:{0}/in/")]
    [InlineData("http://0.0.0.0:{0}/in/")]
    [InlineData("http://localhost:{0}/in/")]
    [InlineData("http://LocalHost:{0}/in/")]
    [InlineData("http://[::1]:{0}/in/")]
    [InlineData("http://[::]:{0}/in/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/in/")]
    [InlineData("http://[::ffff:7f00:1]:{0}/in/")]
    [InlineData("https://127.0.0.1:{0}/in/")]
    [InlineData("ftp://127.0.0.1:{0}/in/")]
    [InlineData("ftp://localhost:{0}/in/")]
    [InlineData("ftps://[::1]:{0}/in/")]
    public async Task This_machine_is_refused_by_whatever_name(string location)
    {
        var refusal = await RefusalAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, location, Port), new TransferOptions());

        Assert.True(refusal.IsFinal);
        Assert.Contains("is refused: it is ", refusal.Message, StringComparison.Ordinal);
        Assert.False(_listener.Pending());
    }

    [Fact]
    public async Task This_machine_is_refused_by_the_addresses_of_its_own_cards()
    {
        foreach (var own in NetworkInterface.GetAllNetworkInterfaces().SelectMany(card => card.GetIPProperties().UnicastAddresses))
        {
            var refusal = await RefusalAsync($"http://{new IPEndPoint(own.Address, Port)}/", new TransferOptions());

            Assert.Contains("is refused: it is ", refusal.Message, StringComparison.Ordinal);
        }

        Assert.False(_listener.Pending());
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("ftp://[fe80::1]/")]
    [InlineData("http://224.0.0.1/")]
    public async Task The_link_and_crowds_are_refused(string location) =>
        Assert.True((await RefusalAsync(location, new TransferOptions())).IsFinal);

    [Theory]
    [InlineData("http://127.0.0.1:{0}/in/")]
    [InlineData("http://127.8.8.8:{0}/in/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/in/")]
    [InlineData("http://localhost:{0}/in/")]
    [InlineData("ftp://127.0.0.1:{0}/in/")]
    public async Task A_port_of_this_program_is_refused_even_where_this_machine_is_allowed(string location)
    {
        var refusal = await RefusalAsync(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, location, Port), new TransferOptions { AllowLocal = true, OwnPorts = Own(Port) });

        Assert.Contains($"this program itself listens on port {Port}", refusal.Message, StringComparison.Ordinal);
        Assert.False(_listener.Pending());
    }

    [Fact]
    public async Task The_data_connection_of_FTP_is_judged_too()
    {
        await using var server = new FtpServer { PassivePort = Port };

        var refusal = await RefusalAsync($"ftp://127.0.0.1:{server.Port}/in/", new TransferOptions { AllowLocal = true, OwnPorts = Own(Port) });

        Assert.Contains($"this program itself listens on port {Port}", refusal.Message, StringComparison.Ordinal);
        Assert.False(_listener.Pending());
    }

    [Fact]
    public async Task A_redirect_is_judged_too()
    {
        await using var server = new HttpServer(context =>
        {
            context.Request.InputStream.CopyTo(Stream.Null);
            context.Response.Redirect($"http://127.0.0.1:{Port}/connectors/1/plug-in");
            context.Response.Close();
        });

        var refusal = await RefusalAsync(server.Address + "in/", new TransferOptions { AllowLocal = true, OwnPorts = Own(Port) });

        Assert.Contains($"this program itself listens on port {Port}", refusal.Message, StringComparison.Ordinal);
        Assert.False(_listener.Pending());
    }

    private static OwnPorts Own(int port)
    {
        var ports = new OwnPorts();
        ports.Add(port);
        return ports;
    }

    private static async Task<TransferException> RefusalAsync(string location, TransferOptions options)
    {
        using var transfer = new FileTransfer(options with { Patience = TimeSpan.FromSeconds(5) });
        return await Assert.ThrowsAsync<TransferException>(() => transfer.UploadAsync(new Uri(location), s_file, default));
    }
}
