namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>
/// A central system that has no handler for MeterValues, and whose schema does not know what a StopTransaction measures: the stop is sent at
/// once nevertheless, and what was measured does not cost it.
/// </summary>
internal sealed class RefusedMessagesCheck : ICheck
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(5);

    public string Name => "a central system that refuses what is measured hears each stop within seconds";

    public async Task RunAsync(Rig rig)
    {
        var central = rig.CentralSystem();
        central.AnswerFrame("MeterValues", call => $"[4,\"{call.MessageId}\",\"NotImplemented\",\"no handler for MeterValues\",{{}}]");
        central.AnswerFrame("StopTransaction", call => call.Payload.TryGetProperty("transactionData", out _)
            ? $"[4,\"{call.MessageId}\",\"PropertyConstraintViolation\",\"unit\",{{}}]"
            : $"[3,\"{call.MessageId}\",{{}}]");
        var station = await rig.EmulatorAsync(central);
        await central.StatusAsync(2, "Available");
        await Charge.SetAsync(central, "MeterValueSampleInterval", "1");
        await Charge.SetAsync(central, "StopTxnSampledData", "Energy.Active.Import.Register,Temperature");
        await Charge.BeginAsync(central, station);
        for (var sample = 0; sample < 3; sample++)
        {
            await central.CallOfAsync("MeterValues", from: central.Frames.Count, within: s_soon);
        }

        var from = central.Frames.Count;
        var began = DateTimeOffset.UtcNow;
        await station.SwipeAsync();
        var first = await central.CallOfAsync("StopTransaction", from: from);
        Require.That(first.At - began < s_soon, $"sent {(first.At - began).TotalSeconds:F0} s after the card");
        Require.That(first.Payload.TryGetProperty("transactionData", out _), $"nothing measured, nothing tried: {first.Text}");
        var second = await central.CallOfAsync("StopTransaction", stop => !stop.TryGetProperty("transactionData", out _), from, s_soon);
        foreach (var member in (string[])["transactionId", "meterStop", "timestamp"])
        {
            Require.Equal(first.Payload.GetProperty(member).GetRawText(), second.Payload.GetProperty(member).GetRawText(), member);
        }

        // The next session's start goes behind all that was left of this one.
        await station.PlugOutAsync();
        await central.StatusAsync(1, "Available", from);
        await Charge.BeginAsync(central, station);
        var calls = central.Frames.Items.Where(frame => frame.Type == 2).ToList();
        Require.Equal(2, calls.Count(frame => frame.IsCall("StopTransaction")), "StopTransactions");
        var twice = calls.Where(frame => frame.IsCall("MeterValues")).GroupBy(frame => frame.Payload.GetRawText()).FirstOrDefault(same => same.Count() > 1);
        Require.That(twice is null, $"sent again although refused for good: {twice?.Key}");
        Require.That(
            station.Output.Items.Any(line => line.Contains("goes again without its measured values", StringComparison.Ordinal)), "the log does not mark it");
    }
}
