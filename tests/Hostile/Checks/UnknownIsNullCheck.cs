using System.Text.Json;

namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>What a meter that has fallen silent said last is no measurement: it is not reported as one.</summary>
internal sealed class UnknownIsNullCheck : ICheck
{
    private const string Topic = "charger/EMU-0001/connector/1/measurement";

    public string Name => "a silent meter's power is reported as unknown over HTTP, MQTT and OCPP";

    public async Task RunAsync(Rig rig)
    {
        var central = rig.CentralSystem();
        using var broker = new MqttBroker();
        var station = await rig.EmulatorAsync(central, broker.Options);
        await central.StatusAsync(2, "Available");
        await Charge.SetAsync(central, "MeterValuesSampledData", "Power.Active.Import,Current.Import,Voltage");
        await Charge.BeginAsync(central, station);
        await broker.Messages.FirstAsync("power over MQTT", message => message.Topic == Topic && Number(message.Payload, "powerW") > 1000);
        await Require.EventuallyAsync("power over HTTP", async () => Number(await station.GetAsync("connectors/1"), "power_w") > 1000);
        Require.Equal("Accepted", await TriggerAsync(central, """{"requestedMessage":"MeterValues","connectorId":1}"""), "MeterValues of a meter that answers");
        await central.CallOfAsync("MeterValues", values => values.GetRawText().Contains("Power.Active.Import", StringComparison.Ordinal));

        var from = broker.Messages.Count;
        await station.PostAsync("connectors/1/fault?error_code=meter-silent");
        await central.CallOfAsync("StopTransaction");
        await broker.Messages.FirstAsync("power unknown over MQTT", message => message.Topic == Topic && IsNull(message.Payload, "powerW", "voltageV", "currentA"), from);
        await Require.EventuallyAsync("power unknown over HTTP", async () => IsNull(await station.GetAsync("connectors/1"), "power_w", "voltage_v", "current_a"));
        from = central.Frames.Count;
        Require.Equal("Rejected", await TriggerAsync(central, """{"requestedMessage":"MeterValues","connectorId":1}"""), "MeterValues of a silent meter");
        Require.Equal("Accepted", await TriggerAsync(central, """{"requestedMessage":"BootNotification"}"""), "BootNotification");
        await central.CallOfAsync("BootNotification", from: from);
        var boot = central.Frames.Count;
        foreach (var connector in (int[])[0, 1, 2])
        {
            await central.CallOfAsync("StatusNotification", status => status.GetProperty("connectorId").GetInt32() == connector, boot);
        }

        var sent = central.Frames.Items.Skip(from).FirstOrDefault(frame => frame.IsCall("MeterValues"));
        Require.That(sent is null, $"sent of a silent meter: {sent?.Text}");
        from = broker.Messages.Count;
        await station.PostAsync("connectors/1/clear-fault?error_code=meter-silent");
        await broker.Messages.FirstAsync("no power, once the meter answers again", message => message.Topic == Topic && Number(message.Payload, "powerW") == 0, from);
    }

    private static async Task<string?> TriggerAsync(CentralSystem central, string payload) =>
        (await central.CallAsync("TriggerMessage", payload)).Payload.GetProperty("status").GetString();

    private static double? Number(string json, string member) =>
        JsonElement.Parse(json).TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static bool IsNull(string json, params string[] members)
    {
        var element = JsonElement.Parse(json);
        return members.All(member => !element.TryGetProperty(member, out var value) || value.ValueKind == JsonValueKind.Null);
    }
}
