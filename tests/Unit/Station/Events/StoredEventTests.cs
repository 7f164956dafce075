using System.Text.Json;
using ChargerFirmware.Station.Events;

namespace ChargerFirmware.Tests.Unit.Station.Events;

/// <summary>Rows as earlier versions have written them, and as they have to read those of this one.</summary>
public sealed class StoredEventTests
{
    private const string Tail =
        "\"sequence\":7,\"number\":5,\"id\":\"01234567-89ab-7def-8123-456789abcdef\",\"connectorId\":1,\"transactionKey\":3," +
        "\"trigger\":\"FaultChanged\",\"stampedAt\":\"2026-05-04T03:02:01+00:00\",\"clockWasKnown\":true";

    [Theory]
    [InlineData(typeof(TransactionStarted), "\"event\":\"transaction-started\",\"kind\":\"TransactionStarted\",\"transactionId\":\"a\"," +
        "\"idToken\":{\"value\":\"TAG\",\"kind\":\"Iso14443\"},\"meterStartWh\":100")]
    [InlineData(typeof(TransactionSampled), "\"event\":\"transaction-sampled\",\"kind\":\"TransactionSampled\",\"context\":\"SampleClock\"," +
        "\"values\":[{\"measurand\":\"SoC\",\"value\":50}],\"kept\":[]")]
    [InlineData(typeof(TransactionEnded), "\"event\":\"transaction-ended\",\"kind\":\"TransactionEnded\",\"stopReason\":\"Local\",\"meterStartWh\":100," +
        "\"meterStopWh\":150,\"meterStopIsStale\":false,\"startStampedAt\":\"2026-05-04T03:02:00+00:00\",\"data\":[7]")]
    [InlineData(typeof(FaultChanged), "\"event\":\"fault-changed\",\"kind\":\"FaultChanged\",\"isRaised\":true,\"fault\":\"door-open\"," +
        "\"class\":\"StopNow\",\"errorCode\":\"OtherError\",\"vendorErrorCode\":\"DoorOpen\"")]
    [InlineData(typeof(TokenAuthorized), "\"event\":\"token-authorized\",\"kind\":\"TokenAuthorized\",\"idToken\":{\"value\":\"TAG\",\"kind\":\"Central\"}")]
    [InlineData(typeof(PlugChanged), "\"event\":\"plug-changed\",\"kind\":\"PlugChanged\",\"plug\":\"Connected\"")]
    [InlineData(typeof(ChargingStateChanged), "\"event\":\"charging-state-changed\",\"kind\":\"ChargingStateChanged\",\"status\":\"Charging\"")]
    [InlineData(typeof(LimitChanged), "\"event\":\"limit-changed\",\"kind\":\"LimitChanged\",\"limit\":16.5")]
    public void A_row_stays_as_it_was(Type type, string head)
    {
        var row = $"{{{head},{Tail}}}";

        var happened = JsonSerializer.Deserialize(row, StoredEvent.Json)!;

        Assert.IsType(type, happened);
        Assert.Equal(row, JsonSerializer.Serialize(happened, StoredEvent.Json));
    }
}
