namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>Central systems keep message ids: one that comes twice is taken for a repetition, and its call for answered.</summary>
internal sealed class MessageIdsCheck : ICheck
{
    public string Name => "no message id is used twice, over restarts, stations, seeds and lost stores";

    public async Task RunAsync(Rig rig)
    {
        var central = rig.CentralSystem();
        await Task.WhenAll(new[] { "EMU-A", "EMU-B" }.Select(async id =>
        {
            var store = Path.Combine(rig.Folder, id);
            foreach (var seed in (string[][])[[], [], ["--seed", "7"], ["--seed", "7"], ["--seed", "7"]])
            {
                await OnceAsync(rig, central, id, store, seed);
            }

            Directory.Delete(store, recursive: true);
            await OnceAsync(rig, central, id, store, ["--seed", "7"]);
        }));

        var calls = central.Frames.Items.Where(frame => frame.Type == 2).ToList();
        var twice = calls.GroupBy(frame => frame.MessageId).Where(same => same.Count() > 1).Select(same => same.Key).ToList();
        Require.That(calls.Count >= 12 * 3, $"only {calls.Count} calls");
        Require.That(twice.Count == 0, $"{twice.Count} of {calls.Count} ids came twice, as {twice.FirstOrDefault()}");
    }

    private static async Task OnceAsync(Rig rig, CentralSystem central, string id, string store, string[] seed)
    {
        var before = central.Connections.Count;
        var station = await rig.EmulatorAsync(central, ["--id", id, "--store", store, .. seed]);
        var own = await central.Connections.FirstAsync(
            $"a connection of {id}", connection => connection.RequestHead.StartsWith($"GET /ocpp/{id} ", StringComparison.Ordinal), before);
        foreach (var connector in (int[])[0, 1, 2])
        {
            await central.Frames.FirstAsync(
                $"a status of connector {connector} of {id}",
                frame => frame.Connection == own.Number && frame.IsCall("StatusNotification") && frame.Payload.GetProperty("connectorId").GetInt32() == connector);
        }

        Require.Equal(0, await station.TerminateAsync(), "exit code after SIGTERM");
        await own.Ended;
        Require.Equal(1000, (int?)own.CloseStatus, "the status of the close at the end");
    }
}
