using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Telemetry.Mqtt.Topics;

namespace ChargerFirmware.Telemetry.Mqtt.Payloads;

/// <inheritdoc/>
/// <typeparam name="T">A record whose members are the fields, each named with its unit last.</typeparam>
internal sealed class TopicPayload<T> : TopicPayload
    where T : class
{
    private readonly JsonTypeInfo<T> _type;
    private readonly Func<PayloadSources, Connector?, T?> _look;

    /// <summary>Of the station.</summary>
    /// <param name="path">Below the station.</param>
    /// <param name="what">What it holds, and <paramref name="rate"/> when it is published, for the README.</param>
    public TopicPayload(string path, string what, string rate, JsonTypeInfo<T> type, Func<PayloadSources, T?> look)
        : base(path, TopicScope.Station, what, rate)
    {
        _type = type;
        _look = (sources, _) => look(sources);
    }

    /// <summary>Of each connector.</summary>
    /// <param name="path">Below the connector.</param>
    /// <param name="what">What it holds, and <paramref name="rate"/> when it is published, for the README.</param>
    public TopicPayload(string path, string what, string rate, JsonTypeInfo<T> type, Func<PayloadSources, Connector, T?> look)
        : base(path, TopicScope.Connector, what, rate)
    {
        _type = type;
        _look = (sources, connector) => look(sources, connector!);
    }

    /// <summary>The dead bands; null where whatever differs is published.</summary>
    public Func<T, T, bool>? Bands { get; init; }

    protected override IEnumerable<TopicField> Fields => TopicField.Of(_type);

    public override object? Look(PayloadSources sources, Connector? connector) => _look(sources, connector);

    public override bool IsNear(object now, object published) => Bands?.Invoke((T)now, (T)published) ?? false;

    public override byte[] Write(object state) => JsonSerializer.SerializeToUtf8Bytes((T)state, _type);
}
