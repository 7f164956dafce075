namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>A broker that announces more than anybody can want: the connection ends at the announcement, and a charge does not notice.</summary>
internal sealed class LargePacketCheck : ICheck
{
    private const int MostGrownBytes = 64_000_000;

    /// <summary>What the socket's buffers on both sides may take before its end is seen.</summary>
    private const int MostTakenBytes = 32_000_000;

    public string Name => "a broker that announces a packet of 256 MiB is hung up on, and costs no memory";

    public async Task RunAsync(Rig rig)
    {
        var central = rig.CentralSystem();
        using var broker = new MqttBroker();
        var station = await rig.EmulatorAsync(central, broker.Options);
        await central.StatusAsync(2, "Available");
        await Charge.BeginAsync(central, station);
        var quiet = station.ResidentBytes;
        byte[][] announcements = [[0x30, 0xFF, 0xFF, 0xFF, 0x7F], [0x30, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]];
        for (var number = 0; number < announcements.Length; number++)
        {
            var connection = await broker.Connections.FirstAsync($"connection {number} at the broker", _ => true, number);
            var taken = await SendAsync(connection, announcements[number]);
            Require.That(taken <= MostTakenBytes, $"announcement {number}: the station has taken {taken / 1_000_000} MB of it");
            var grown = station.ResidentBytes - quiet;
            Require.That(grown < MostGrownBytes, $"announcement {number}: {grown / 1_000_000} MB more in memory");
        }

        var again = broker.Messages.Count;
        await broker.Connections.FirstAsync("one more connection", _ => true, announcements.Length);
        await broker.Messages.FirstAsync("its birth", message => message is { Topic: "charger/EMU-0001/availability", Payload: "online" }, again);
        Require.That(station.Output.Items.Any(line => line.Contains("the broker sends a packet", StringComparison.Ordinal)), "the log does not say why");
        Require.Equal("Charging", (await station.ConnectorAsync()).GetProperty("status").GetString(), "status behind it");
    }

    /// <returns>How many bytes went out behind the announcement until the station had closed the connection, 256 MiB at most.</returns>
    private static async Task<long> SendAsync(Stream connection, byte[] announcement)
    {
        var part = new byte[64 * 1024];
        var taken = 0L;
        using var patience = new CancellationTokenSource(Rig.Patience);
        try
        {
            await connection.WriteAsync(announcement, patience.Token);
            for (; taken < 256 * 1024 * 1024; taken += part.Length)
            {
                await connection.WriteAsync(part, patience.Token);
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
            // As it should be.
        }
        catch (OperationCanceledException)
        {
            throw new CheckException($"the station neither reads on nor hangs up, {taken / 1_000_000} MB after the announcement");
        }

        return taken;
    }
}
