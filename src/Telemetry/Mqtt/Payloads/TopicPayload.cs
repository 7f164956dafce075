using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Telemetry.Mqtt.Topics;

namespace ChargerFirmware.Telemetry.Mqtt.Payloads;

/// <summary>How something stands, published as an object that the broker retains: the line of the table, and what it is made from.</summary>
internal abstract class TopicPayload
{
    public const string AtOnce = "at once";

    private readonly string _path;
    private readonly TopicScope _scope;
    private readonly string _what;
    private readonly string _rate;
    private Topic? _topic;

    protected TopicPayload(string path, TopicScope scope, string what, string rate)
    {
        _path = path;
        _scope = scope;
        _what = what;
        _rate = rate;
    }

    public PayloadTrigger Trigger { get; init; } = PayloadTrigger.Start;

    /// <summary>Of what changes at once the lower is published first; of one rank what is first in the list.</summary>
    public int Rank { get; init; }

    /// <summary>QoS 1; else QoS 0, for what is published often.</summary>
    public bool AtLeastOnce { get; init; } = true;

    /// <summary>What Home Assistant makes of the fields, by their names.</summary>
    public Dictionary<string, Entity> Entities { get; init; } = [];

    public Topic Topic => _topic ??= new Topic(_path, _scope, TopicKind.TopicPayload, _what, AtLeastOnce, Retained: true, _rate, WithEntities());

    protected abstract IEnumerable<TopicField> Fields { get; }

    /// <summary>How it stands now; null while there is nothing to be said.</summary>
    /// <param name="connector">Null for the station's.</param>
    public abstract object? Look(PayloadSources sources, Connector? connector);

    /// <summary>Whether <paramref name="now"/> is within the dead bands around <paramref name="published"/>, where there are any.</summary>
    public abstract bool IsNear(object now, object published);

    /// <summary>As a JSON object.</summary>
    public abstract byte[] Write(object state);

    private IReadOnlyList<TopicField> WithEntities()
    {
        var fields = Fields.Select(field => field with { Entity = Entities.GetValueOrDefault(field.Name) }).ToList();
        return Entities.Keys.Except(fields.Select(field => field.Name)).FirstOrDefault() is { } unknown
            ? throw new InvalidOperationException($"{_path} has no field {unknown}")
            : fields;
    }
}
