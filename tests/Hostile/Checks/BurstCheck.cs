using System.Diagnostics;

namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>A central system sends as fast as the wire takes it while a car charges: the charge goes on, and memory and log stay small.</summary>
internal sealed class BurstCheck : ICheck
{
    private const int Calls = 100_000;
    private const int Answers = 300_000;
    private const int GrowthMaxBytes = 300_000_000;
    private const int LinesMax = 1000;

    private static readonly TimeSpan s_burst = TimeSpan.FromMinutes(3);

    public string Name => "a burst of frames does not end a charge";

    public bool IsLong => true;

    public bool RunsAlone => true;

    public async Task RunAsync(Rig rig)
    {
        var central = rig.CentralSystem();
        var station = await rig.EmulatorAsync(central);
        await central.StatusAsync(1, "Available");
        await station.PlugInAsync();
        await central.StatusAsync(1, "Preparing");
        await station.SwipeAsync();
        await central.CallOfAsync("StartTransaction");
        await central.StatusAsync(1, "Charging");
        var quiet = station.ResidentBytes;
        var from = central.Frames.Count;
        var connection = central.Current;

        await BurstAsync("known and unknown calls", Calls, number => (number % 3) switch
        {
            0 => $$"""[2,"burst-{{number}}","GetConfiguration",{"key":["HeartbeatInterval"]}]""",
            1 => $$"""[2,"burst-{{number}}","DataTransfer",{"vendorId":"nobody"}]""",
            _ => $$"""[2,"burst-{{number}}","NoSuchAction",{}]""",
        });
        await BurstAsync("calls that the store writes for", 20_000, number => $$"""[2,"stored-{{number}}","ChangeConfiguration",{"key":"MeterValueSampleInterval","value":"{{60 + (number % 2)}}"}]""");
        await BurstAsync("answers to nothing", Answers, number => $$"""[3,"nobody-{{number}}",{}]""");
        await BurstAsync("what is no frame", Calls, _ => "[9]");
        await FragmentsAsync();

        Require.Equal("Charging", (await station.ConnectorAsync()).GetProperty("status").GetString(), "status behind the bursts");
        Require.Equal(connection, central.Current, "the connection");
        await station.SwipeAsync();
        var stop = await central.CallOfAsync("StopTransaction");
        Require.That(!stop.Text.Contains("\"reason\"", StringComparison.Ordinal) || stop.Payload.GetProperty("reason").GetString() == "Local", $"not by the driver: {stop.Text}");

        async Task BurstAsync(string what, int count, Func<int, string> frame)
        {
            var began = Stopwatch.GetTimestamp();
            for (var number = 0; number < count; number++)
            {
                await connection.SendAsync(frame(number));
            }

            await SettleAsync(what, began);
        }

        async Task FragmentsAsync()
        {
            // 100 MB in one message of text, unmasked as a server sends; then a call in fragments of one byte, with a ping between any two.
            var began = Stopwatch.GetTimestamp();
            var head = new byte[] { 0x00, 127, 0, 0, 0, 0, 0, 0x10, 0, 0 };
            var part = new byte[1024 * 1024];
            Array.Fill(part, (byte)'x');
            await connection.Stream.WriteAsync(new byte[] { 0x01, 0 });
            for (var number = 0; number < 100; number++)
            {
                await connection.Stream.WriteAsync(head);
                await connection.Stream.WriteAsync(part);
            }

            await connection.Stream.WriteAsync(new byte[] { 0x80, 0 });
            await SettleAsync("a message of 100 MB", began);

            began = Stopwatch.GetTimestamp();
            for (var number = 0; number < 2000; number++)
            {
                await connection.Stream.WriteAsync(new byte[] { 0x01, 1, (byte)'[', 0x89, 1, (byte)'p', 0x00, 1, (byte)'2', 0x89, 0, 0x80, 1, (byte)']' });
            }

            await SettleAsync("fragments and pings", began);
        }

        async Task SettleAsync(string what, long began)
        {
            await connection.SendAsync($$"""[2,"settled {{what[..10]}}","GetConfiguration",{"key":["HeartbeatInterval"]}]""");
            await central.Frames.FirstAsync(
                $"the answer behind {what}", answer => answer.Type is 3 or 4 && answer.MessageId == $"settled {what[..10]}", from, s_burst);
            var grown = station.ResidentBytes - quiet;
            Console.WriteLine($"    {what}: {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s, {grown / 1_000_000} MB more, {station.Output.Count} lines of log");
            Require.That(grown < GrowthMaxBytes, $"{what}: {grown / 1_000_000} MB more in memory");
            Require.That(station.Output.Count < LinesMax, $"{what}: {station.Output.Count} lines of log");
            var ended = central.Frames.Items.Skip(from)
                .FirstOrDefault(frame => frame.IsCall("StopTransaction") || (frame.IsCall("StatusNotification") && frame.Text.Contains("\"connectorId\":1", StringComparison.Ordinal)));
            Require.That(ended is null, $"{what}: {ended?.Text}");
        }
    }
}
