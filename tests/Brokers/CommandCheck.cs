namespace ChargerFirmware.Tests.Brokers;

/// <summary>Commands from mosquitto_pub: limit, pause, resume, stop, availability; what is refused; an answer where MQTT 5.0 wants it.</summary>
internal static class CommandCheck
{
    public static async Task RunAsync(Rig rig)
    {
        await rig.BrokerAsync();
        var listener = await rig.ListenAsync();
        await rig.PublishAsync("connector/2/command/pause", """{"id":"stale"}""", "-r");
        var emulator = await rig.EmulateAsync(
            $"mqtt://127.0.0.1:{rig.Port}", ["--mqtt-commands", "limit,pause,resume,stop", "--mqtt-period", "1"]);
        await AnswerAsync(listener, "stale", "refused");
        await emulator.PlugAsync();
        await emulator.SwipeAsync();
        await listener.UntilAsync("connector/1/status", "Charging");

        await CommandAsync("connector/1/command/limit", """{"id":"limit","limitA":10}""", "limit", "accepted");
        await listener.UntilAsync("connector/1/measurement", "10 A", heard => heard.Json.GetProperty("currentA").ToString() == "10");
        await CommandAsync("connector/1/command/pause", """{"id":"pause"}""", "pause", "accepted");
        await listener.UntilAsync("connector/1/status", "SuspendedEVSE");
        await CommandAsync("connector/1/command/resume", """{"id":"resume"}""", "resume", "accepted");
        await CommandAsync("connector/1/command/limit", """{"id":"negative","limitA":-1}""", "negative", "refused");
        await CommandAsync("connector/1/command/availability", """{"id":"not-allowed","operative":false}""", "not-allowed", "refused");
        await rig.PublishAsync("connector/1/command/limit", new string('x', 20_000));
        await listener.UntilAsync("result", "too long", heard => heard.Text("reason") == "expected 4096 bytes at most");
        await rig.PublishAsync(
            "connector/1/command/stop", """{"id":"stop"}""", "-V", "5", "-D", "publish", "response-topic", $"{Rig.Root}/mine", "-D", "publish",
            "correlation-data", "mark");
        await AnswerAsync(listener, "stop", "accepted");
        await listener.UntilAsync("mine", "\"accepted\"");
        var end = await listener.UntilAsync("connector/1/event/transaction", "\"end\"");
        if (end.Text("reason") != "Other")
        {
            throw new CheckException($"expected the reason Other, found {end.Payload}");
        }

        async Task CommandAsync(string topic, string payload, string id, string result)
        {
            await rig.PublishAsync(topic, payload);
            await AnswerAsync(listener, id, result);
        }
    }

    private static async Task AnswerAsync(Listener listener, string id, string result)
    {
        var answer = await listener.UntilAsync("result", id, heard => heard.Text("id") == id);
        if (answer.Text("result") != result)
        {
            throw new CheckException($"expected {result}, found {answer.Payload}");
        }
    }
}
