using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Bench.Scenarios;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>One seed is one transcript, and yet no message id is used twice: not by another station, nor after a restart.</summary>
public sealed class IdentifierTests
{
    [Fact]
    public void No_message_id_comes_twice_though_the_seed_is_the_same()
    {
        var store = new MemoryStore();
        string[] ids = [.. Run("CP-1", store), .. Run("CP-1", store), .. Run("CP-2", new MemoryStore())];

        Assert.True(ids.Length >= 24, $"only {ids.Length} calls");
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Equal(Run("CP-1", new MemoryStore()), Run("CP-1", new MemoryStore()));
    }

    [Fact]
    public void A_station_is_known_by_its_identity_where_its_board_has_no_serial_number()
    {
        Assert.Equal("CP-77", SerialNumber("CP-77"));
        Assert.Null(SerialNumber(new string('x', 26)));
    }

    private static string? SerialNumber(string stationId)
    {
        string? serial = null;
        Run(stationId, new MemoryStore(), frame =>
        {
            if (frame is { Action: "BootNotification", Kind: "call" })
            {
                serial = frame.Payload.TryGetProperty("chargePointSerialNumber", out var reported) ? reported.GetString() : null;
            }
        });
        return serial;
    }

    /// <summary>Two starts in one process; the ids of the station's calls.</summary>
    private static List<string> Run(string stationId, MemoryStore store, Action<LoggedFrame>? heard = null)
    {
        using var loop = new VirtualLoop(ScenarioRun.Beginning);
        var ids = new List<string>();
        loop.Run(async () =>
        {
            using var bench = new Workbench(new WorkbenchOptions
            {
                Loop = loop,
                Seed = 7,
                Board = Boards.Load("emulated"),
                StationId = stationId,
                Store = store,
            });
            bench.Frames.Added += frame =>
            {
                heard?.Invoke(frame);
                if (frame is { IsSent: true, Kind: "call" })
                {
                    ids.Add(frame.MessageId);
                }
            };
            bench.Start();
            var session = new Session(bench);
            foreach (var line in (string[])["expect link Operational within 60s", "wait 5s", "power cycle", "expect link Operational within 60s", "wait 5s"])
            {
                await session.RunAsync(line);
            }
        });
        return ids;
    }
}
