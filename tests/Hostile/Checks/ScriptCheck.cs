using System.Diagnostics;
using System.Net;

namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>A script of somebody's drives a station as quickly as HTTP answers: each step has happened when it is answered, or says why not.</summary>
internal sealed class ScriptCheck : ICheck
{
    public string Name => "a script without a pause plugs in, swipes and plugs out as it is written";

    public async Task RunAsync(Rig rig)
    {
        var central = rig.CentralSystem();
        var station = await rig.EmulatorAsync(central);
        await central.StatusAsync(2, "Available");
        var from = central.Frames.Count;

        // One reader serves both connectors: a card that comes before the plug is seen would wait for the other one, or start it. It is
        // quiet for a second after a card; one shown within that second is not lost.
        await station.PlugInAsync();
        await station.SwipeAsync();
        var start = await central.CallOfAsync("StartTransaction", from: from);
        await station.SwipeAsync();
        await station.PlugOutAsync();
        Require.That(!(await station.ConnectorAsync()).GetProperty("plugged").GetBoolean(), "still plugged in though plug-out was answered");
        Require.Equal(1, start.Payload.GetProperty("connectorId").GetInt32(), "the connector that a card at the shared reader starts");
        await central.CallOfAsync("StopTransaction", from: from);
        await central.StatusAsync(1, "Available", from);
        await Charge.BeginAsync(central, station);
        await station.PostAsync("connectors/0/fault?error_code=reader-dead");
        await Task.WhenAll(
            RefusedAsync(station, "connectors/1/plug-out?end=station", TimeSpan.FromSeconds(12), "the transaction of 04A1B2C3 runs"),
            RefusedAsync(station, "connectors/1/swipe?id_tag=04A1B2C3", TimeSpan.FromSeconds(7), "the reader has not reported"));
        Require.Equal("Charging", (await station.ConnectorAsync()).GetProperty("status").GetString(), "status while the lock holds the cable");
    }

    private static async Task RefusedAsync(StationProcess station, string path, TimeSpan within, string why)
    {
        var began = Stopwatch.GetTimestamp();
        using var answer = await station.SendAsync(HttpMethod.Post, path);
        var text = await answer.Content.ReadAsStringAsync();
        Require.That(answer.StatusCode == HttpStatusCode.Conflict && text.Contains(why, StringComparison.Ordinal), $"{path}: {(int)answer.StatusCode} {text}");
        Require.That(Stopwatch.GetElapsedTime(began) < within, $"{path}: answered after {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s only");
    }
}
