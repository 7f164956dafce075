using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ChargerFirmware.Station.Events;

/// <summary>An event of any kind as JSON; its row says which kind it is.</summary>
internal static class StoredEvent
{
    public static JsonTypeInfo<StationEvent> Json { get; } = (JsonTypeInfo<StationEvent>)new JsonSerializerOptions(EventJson.Default.Options)
    {
        TypeInfoResolver = EventJson.Default.WithAddedModifier(NameKinds),
    }.GetTypeInfo(typeof(StationEvent));

    /// <summary>What each kind is called in a row: a name stays once it is written.</summary>
    private static void NameKinds(JsonTypeInfo type)
    {
        if (type.Type == typeof(StationEvent))
        {
            type.PolymorphismOptions = new JsonPolymorphismOptions
            {
                TypeDiscriminatorPropertyName = "event",
                DerivedTypes =
                {
                    new(typeof(TransactionStarted), "transaction-started"),
                    new(typeof(TransactionSampled), "transaction-sampled"),
                    new(typeof(TransactionEnded), "transaction-ended"),
                    new(typeof(FaultChanged), "fault-changed"),
                    new(typeof(TokenAuthorized), "token-authorized"),
                    new(typeof(PlugChanged), "plug-changed"),
                    new(typeof(ChargingStateChanged), "charging-state-changed"),
                    new(typeof(LimitChanged), "limit-changed"),
                },
            };
        }
    }
}
