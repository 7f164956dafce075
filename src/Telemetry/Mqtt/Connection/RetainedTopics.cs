using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Telemetry.Mqtt.Connection;

/// <summary>
/// The topics this station has a broker retain, kept in the store: a later run that has other ones, because discovery was switched off, or a
/// prefix, an identity, a form or the number of connectors has changed, removes what nothing else would. Used on the loop only.
/// </summary>
internal sealed class RetainedTopics(WatchedStore store)
{
    private readonly HashSet<string> _leftBehind = new(StringComparer.Ordinal);

    /// <summary>Writes down what this run may have retained, before a broker is connected and in one commit.</summary>
    /// <returns>What an earlier run left and this one does not have, in order.</returns>
    public IReadOnlyList<string> Begin(IReadOnlySet<string> topics)
    {
        var known = store.Load(StoreTables.MqttRetained).Select(row => row.Key).ToHashSet(StringComparer.Ordinal);
        StoreChange[] added =
            [.. topics.Except(known, StringComparer.Ordinal).Select(topic => StoreChange.Put(StoreTables.MqttRetained, topic, Array.Empty<byte>()))];
        if (added.Length > 0)
        {
            store.Hold(added);
        }

        _leftBehind.UnionWith(known.Except(topics, StringComparer.Ordinal));
        return [.. _leftBehind.Order(StringComparer.Ordinal)];
    }

    /// <summary>The broker has taken it away.</summary>
    public void NoteGone(string topic)
    {
        if (_leftBehind.Remove(topic))
        {
            store.HoldForNext([StoreChange.Delete(StoreTables.MqttRetained, topic)]);
        }
    }
}
