using System.Text;
using ChargerFirmware.Bench;
using ChargerFirmware.EventLoop;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Telemetry;
using ChargerFirmware.Telemetry.Metrics;
using ChargerFirmware.Telemetry.Metrics.Adapters;

namespace ChargerFirmware.Tests.Unit.Telemetry.Adapters;

public sealed class OtlpExportTests
{
    [Fact]
    public async Task A_collector_gets_our_instruments()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using var loop = new ThreadLoop("test", _ => { });
        using var monitor = new StationMonitor(loop, "CP-OTLP");
        using var export = OtlpExport.StartIfAsked(receiver.Address, monitor, "1.2.3")!;
        var bench = await loop.RunAsync(() =>
        {
            var bench = new Workbench(new WorkbenchOptions { Loop = loop, Board = Boards.Load("emulated"), StationId = "CP-OTLP" });
            bench.Start();
            monitor.Attach(bench.Composed!.Sources);
            return Task.FromResult(bench);
        });

        // A turn is timed when it has ended; the one before has by the time of this.
        await loop.RunAsync(() => Task.CompletedTask);
        Assert.True(export.Flush(TimeSpan.FromSeconds(20)));
        var (contentType, body) = await receiver.First;

        // Names stand in protobuf as they are.
        var text = Encoding.Latin1.GetString(body);
        Assert.Equal("application/x-protobuf", contentType);
        Assert.Contains("CP-OTLP", text, StringComparison.Ordinal);
        Assert.Contains("1.2.3", text, StringComparison.Ordinal);
        foreach (var instrument in (string[])
            ["charger.connector.status", "charger.bus.requests", "charger.energy.delivered", "charger.loop.latency", "process.resident_memory", "charger.link.state"])
        {
            Assert.Contains(instrument, text, StringComparison.Ordinal);
        }

        await loop.RunAsync(() =>
        {
            monitor.Detach();
            bench.Dispose();
            return Task.CompletedTask;
        });
    }

    [Fact]
    public void Without_an_endpoint_nothing_is_sent()
    {
        using var loop = new VirtualLoop(DateTimeOffset.UnixEpoch);
        using var monitor = new StationMonitor(loop, "CP-1");

        Assert.Equal(OtlpExport.IsAskedForByEnvironment, OtlpExport.StartIfAsked(null, monitor, "1") is not null);
    }
}
