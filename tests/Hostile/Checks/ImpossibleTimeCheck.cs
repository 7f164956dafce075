using System.Globalization;

namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>A BootNotification.conf whose time cannot be, or is alone in its opinion, moves no clock.</summary>
internal sealed class ImpossibleTimeCheck : ICheck
{
    private static readonly TimeSpan s_slack = TimeSpan.FromSeconds(3);

    public string Name => "a boot answer of 2099, of 1970 or of next year moves no clock by itself";

    public async Task RunAsync(Rig rig)
    {
        var nextYear = DateTimeOffset.UtcNow.AddDays(366).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var central = rig.CentralSystem();
        var times = new Queue<string>(["2099-06-01T12:00:00Z", "1970-01-01T00:00:00Z", nextYear]);
        var count = times.Count;
        central.Answer("BootNotification", _ => $$"""{"status":"Accepted","currentTime":"{{times.Dequeue()}}","interval":300}""");
        await rig.EmulatorAsync(central);
        for (var boot = 0; boot < count; boot++)
        {
            var from = boot == 0 ? 0 : central.Frames.Count;
            if (boot > 0)
            {
                await central.CallAsync("Reset", """{"type":"Hard"}""");
            }

            await central.CallOfAsync("BootNotification", from: from);
            var heartbeat = await central.CallOfAsync("Heartbeat", from: from);
            var status = await central.StatusAsync(1, "Available", from);
            var stamp = DateTimeOffset.Parse(status.Payload.GetProperty("timestamp").GetString()!, CultureInfo.InvariantCulture);
            Require.That(stamp > status.At - TimeSpan.FromMinutes(1) && stamp < status.At + s_slack, $"boot {boot}: {status.Text} at {status.At:O}");
            Require.That(heartbeat.At - status.At < TimeSpan.FromSeconds(10), $"boot {boot}: the time was asked for again at {heartbeat.At:O} only");
        }
    }
}
