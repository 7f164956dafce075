using System.Text.Json;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Station.Statuses;

namespace ChargerFirmware.Emulator.Cli;

/// <summary>The first session drives itself, so that a newcomer sees one before typing a word. About half a minute.</summary>
internal static class FirstSession
{
    private const string Card = "04A1B2C3";
    private const string SampleInterval = "MeterValueSampleInterval";

    public static async Task RunAsync(Workbench bench, Action<string> say)
    {
        var session = new Session(bench) { Settles = true };
        if (!await bench.UntilAsync(() => bench.Composed?.Protocol.Link.IsOperational == true, TimeSpan.FromSeconds(30)))
        {
            say("* the central system does not answer; the first session waits for nobody and is left out");
            return;
        }

        try
        {
            await session.RunAsync("wait 1s");
            var interval = await SampleOftenAsync(bench, session, say);
            try
            {
                await ChargeAsync(bench, session, say);
            }
            finally
            {
                await SampleAgainEveryAsync(session, say, interval);
            }
        }
        catch (BenchException refusal)
        {
            say($"* the first session was disturbed: {refusal.Message}");
        }
    }

    private static async Task ChargeAsync(Workbench bench, Session session, Action<string> say)
    {
        await StepAsync(session, say, "a car arrives at connector 1", "plug 1 soc 42");
        await session.RunAsync("wait 2s");
        await StepAsync(session, say, $"its driver holds card {Card} to the reader", $"swipe 1 {Card}");
        if (!await bench.UntilAsync(() => bench.Connector(1).Status == ConnectorStatus.Charging, TimeSpan.FromSeconds(30)))
        {
            say("* it does not charge; see the frames above for the reason");
            return;
        }

        await session.RunAsync("wait 12s");
        await StepAsync(session, say, "the same card ends it", $"swipe 1 {Card}");
        await bench.UntilAsync(() => bench.Connector(1).Transaction is null, TimeSpan.FromSeconds(15));
        await session.RunAsync("wait 2s");
        await StepAsync(session, say, "the driver takes the cable and leaves", "unplug 1");
        await session.RunAsync("wait 1s");
        say("* that was a session; 'help' lists what else can be done, an end of input ends the program");
    }

    /// <summary>So that half a minute shows MeterValues; only of a central system that is ours to instruct.</summary>
    /// <returns>The interval of before; null when nothing was changed.</returns>
    private static async Task<string?> SampleOftenAsync(Workbench bench, Session session, Action<string> say)
    {
        if (bench.Csms is null)
        {
            return null;
        }

        if (await session.RunAsync($"get {SampleInterval}") is not ['{', ..] answer)
        {
            return null;
        }

        await StepAsync(session, say, "the central system asks for a sample every 5 s", $"set {SampleInterval} 5");
        return JsonElement.Parse(answer).GetProperty("configurationKey")[0].GetProperty("value").GetString();
    }

    private static async Task SampleAgainEveryAsync(Session session, Action<string> say, string? interval)
    {
        if (interval is not null)
        {
            await StepAsync(session, say, "the central system asks for fewer samples again", $"set {SampleInterval} {interval}");
        }
    }

    private static async Task StepAsync(Session session, Action<string> say, string story, string line)
    {
        say($"* {story}   ({line})");
        await session.RunAsync(line);
    }
}
