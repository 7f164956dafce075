using System.Globalization;
using System.Text.Json;

namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>A central system whose clock is an hour off is put right while a car charges.</summary>
internal abstract class ClockCheck(string name, params TimeSpan[] errors) : ICheck
{
    private static readonly TimeSpan s_slack = TimeSpan.FromSeconds(3);

    public string Name => name;

    public async Task RunAsync(Rig rig)
    {
        var central = rig.CentralSystem();
        central.Clock = () => DateTimeOffset.UtcNow + errors[0];
        var station = await rig.EmulatorAsync(central);
        await central.StatusAsync(1, "Available");
        foreach (var (key, value) in new[]
        {
            ("MeterValueSampleInterval", "1"), ("ClockAlignedDataInterval", "2"), ("StopTxnSampledData", "Energy.Active.Import.Register"),
            ("StopTxnAlignedData", "Energy.Active.Import.Register"),
        })
        {
            await central.CallAsync("ChangeConfiguration", $$"""{"key":"{{key}}","value":"{{value}}"}""");
        }

        await station.PlugInAsync();
        await central.StatusAsync(1, "Preparing");
        await station.SwipeAsync();
        var start = await central.CallOfAsync("StartTransaction");
        await central.StatusAsync(1, "Charging");
        foreach (var error in errors.Append(TimeSpan.Zero))
        {
            await SampleAsync(central);
            central.Clock = () => DateTimeOffset.UtcNow + error;
            var from = central.Frames.Count;
            await central.CallAsync("TriggerMessage", """{"requestedMessage":"Heartbeat"}""");
            await central.CallOfAsync("Heartbeat", from: from);
            await SampleAsync(central);
        }

        await station.SwipeAsync();
        var stop = await central.CallOfAsync("StopTransaction");
        var lasted = stop.At - start.At;
        var reported = Time(stop.Payload) - Time(start.Payload);
        Require.That((reported - lasted).Duration() < s_slack, $"a session of {lasted} is reported as {reported}: {start.Text} {stop.Text}");
        var stamps = central.Frames.Items.Where(frame => frame.IsCall("MeterValues") && frame.Payload.TryGetProperty("transactionId", out _))
            .SelectMany(frame => frame.Payload.GetProperty("meterValue").EnumerateArray().Select(Time)).ToList();
        RequireOrder([Time(start.Payload), .. stamps, Time(stop.Payload)], "MeterValues");
        RequireOrder(
            [Time(start.Payload), .. stop.Payload.GetProperty("transactionData").EnumerateArray().Select(Time), Time(stop.Payload)],
            "transactionData");

        // What is stamped outside of the transaction follows the clock.
        var status = await central.StatusAsync(1, "Finishing");
        Require.That((Time(status.Payload) - status.At).Duration() < s_slack, $"the clock was not put right: {status.Text} at {status.At:O}");
    }

    private static async Task SampleAsync(CentralSystem central)
    {
        var from = central.Frames.Count;
        await central.CallOfAsync("MeterValues", payload => payload.TryGetProperty("transactionId", out _), from);
    }

    private static DateTimeOffset Time(JsonElement element) =>
        DateTimeOffset.Parse(element.GetProperty("timestamp").GetString()!, CultureInfo.InvariantCulture);

    private static void RequireOrder(List<DateTimeOffset> times, string what)
    {
        for (var index = 1; index < times.Count; index++)
        {
            Require.That(times[index] >= times[index - 1], $"{what}: {times[index]:O} comes after {times[index - 1]:O}");
        }
    }
}
