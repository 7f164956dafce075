using System.Text.Json;

namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>What real stations send is answered by the central system of an emulator, a violation, and shown.</summary>
internal sealed class RealStationCheck : ICheck
{
    public string Name => "a real station's ways are answered and shown";

    public async Task RunAsync(Rig rig)
    {
        var emulator = await rig.EmulatorAsync(null);
        var address = await Stranger.AddressAsync(emulator);
        using (var plain = await Stranger.DialAsync(address, "/ocpp/PLAIN/"))
        {
            await Require.EventuallyAsync("the one without subprotocol is served", async () =>
                (await plain.CallAsync($"{Guid.NewGuid()}", "BootNotification", """{"chargePointVendor":"V","chargePointModel":"M"}""")).Contains("Accepted", StringComparison.Ordinal));
        }

        using var station = await Stranger.DialAsync(address, "/ocpp/REAL", "ocpp2.0.1", "ocpp1.5", "ocpp1.6");
        await AnsweredAsync(station, "1", "BootNotification", """{"chargePointVendor":"a vendor of more than twenty characters","chargePointModel":42,"imsi":null}""", "Accepted");
        await AnsweredAsync(station, "2", "StatusNotification", """{"connectorId":1,"errorCode":"noError","status":"charging","info":null}""", "{}");
        await AnsweredAsync(
            station, "3", "StartTransaction", """{"connectorId":"1","idTag":"a tag of more than twenty characters","meterStart":0.0,"timestamp":"2026-01-01T00:00:00"}""", "transactionId");
        await AnsweredAsync(
            station, "4", "MeterValues", """{"connectorId":1,"meterValue":[{"timestamp":"2026-01-01T00:00:00","sampledValue":[{"value":230.1,"measurand":"Loudness","unit":"Furlong"}]}]}""", "{}");
        await AnsweredAsync(station, "5", "DataTransfer", """{"vendorId":"V","messageId":null,"data":"d"}""", "UnknownVendorId");

        var shown = JsonElement.Parse(await emulator.GetAsync("stations")).EnumerateArray()
            .Single(candidate => candidate.GetProperty("station_id").GetString() == "REAL");
        Require.That(shown.GetProperty("connected").GetBoolean(), $"not connected: {shown}");
        Require.Equal("42", shown.GetProperty("model").GetString(), "model");
        Require.Equal("Charging", shown.GetProperty("connectors")[0].GetProperty("status").GetString(), "status");
        Require.Equal("a tag of more than twenty characters", shown.GetProperty("transactions")[0].GetProperty("id_tag").GetString(), "tag");
        Require.That(shown.GetProperty("violations").GetInt32() >= 4, $"too few violations: {shown}");
    }

    private static async Task AnsweredAsync(Stranger station, string id, string action, string payload, string expected)
    {
        var answer = await station.CallAsync(id, action, payload);
        Require.That(answer.StartsWith("[3,", StringComparison.Ordinal) && answer.Contains(expected, StringComparison.Ordinal), $"{action}: {answer}");
    }
}
