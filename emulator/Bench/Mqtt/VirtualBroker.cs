using System.Text;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Telemetry.Mqtt.Connection;

namespace ChargerFirmware.Bench.Mqtt;

/// <summary>
/// An MQTT broker on the bench's loop, which can be down, slow, full or hostile. It keeps what is to be retained, and remembers every
/// message it took. Outlives the stations that connect to it.
/// </summary>
public sealed class VirtualBroker(Loop loop)
{
    private readonly List<VirtualBrokerConnection> _connections = [];
    private readonly SortedDictionary<string, string> _retained = new(StringComparer.Ordinal);

    /// <summary>Messages in the order in which it took them.</summary>
    public List<BrokerMessage> Taken { get; } = [];

    /// <summary>What it retains: texts by topic.</summary>
    public IReadOnlyDictionary<string, string> Retained => _retained;

    /// <summary>Attempts to connect.</summary>
    public int Dials { get; private set; }

    /// <summary>The most messages that were under way at once.</summary>
    public int MostUnderWay { get; private set; }

    /// <summary>Whether it can be reached.</summary>
    public bool IsUp { get; private set; } = true;

    /// <summary>Why nobody may connect; null: everybody may.</summary>
    public string? RefusesUsers { get; set; }

    /// <summary>How long it takes to answer a message.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Why it does not take a topic; null: it takes it.</summary>
    public Func<string, string?> Refusal { get; set; } = static _ => null;

    internal Loop Loop => loop;

    internal int UnderWay
    {
        get;
        set
        {
            field = value;
            MostUnderWay = Math.Max(MostUnderWay, value);
        }
    }

    /// <summary>The way of one station to it.</summary>
    public IBroker Open()
    {
        var connection = new VirtualBrokerConnection(this);
        _connections.Add(connection);
        return connection;
    }

    /// <summary>It dies with all connections; what it has retained is on its disk.</summary>
    /// <param name="tookWhatWasUnderWay">It had taken what was under way, and only its answers are lost.</param>
    public void Stop(bool tookWhatWasUnderWay = false)
    {
        IsUp = false;
        foreach (var connection in _connections)
        {
            connection.End("the broker is gone", tookWhatWasUnderWay);
        }
    }

    public void Start() => IsUp = true;

    /// <summary>It has this on its disk, from before.</summary>
    public void Retain(IEnumerable<KeyValuePair<string, string>> left)
    {
        foreach (var (topic, text) in left)
        {
            _retained[topic] = text;
        }
    }

    /// <summary>Its disk is lost, and with it what it retained.</summary>
    public void Forget() => _retained.Clear();

    /// <summary>Somebody sends a message to whoever has subscribed to it.</summary>
    public void Send(string topic, string payload, bool retained = false) => Send(new ReceivedMessage(topic, Encoding.UTF8.GetBytes(payload), retained));

    /// <inheritdoc cref="Send(string, string, bool)"/>
    public void Send(ReceivedMessage message)
    {
        foreach (var connection in _connections)
        {
            connection.Deliver(message);
        }
    }

    /// <summary>The texts it took on a topic.</summary>
    public IReadOnlyList<string> On(string topic) => [.. Taken.Where(message => message.Topic == topic).Select(message => TextOf(message.Payload))];

    internal static string TextOf(ReadOnlyMemory<byte> payload) => Encoding.UTF8.GetString(payload.Span);

    internal string? Admit()
    {
        Dials++;
        return IsUp ? RefusesUsers : "the broker cannot be reached";
    }

    internal void Take(BrokerMessage message)
    {
        Taken.Add(message);
        if (message is { Retain: true, Payload.IsEmpty: true })
        {
            _retained.Remove(message.Topic);
        }
        else if (message.Retain)
        {
            _retained[message.Topic] = TextOf(message.Payload);
        }
    }
}
