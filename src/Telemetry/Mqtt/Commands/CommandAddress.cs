using System.Globalization;
using ChargerFirmware.Telemetry.Mqtt.Topics;

namespace ChargerFirmware.Telemetry.Mqtt.Commands;

/// <summary>Whom a command is for, by its topic.</summary>
/// <param name="Connector">0 for the station.</param>
/// <param name="Verb">The last level, whatever it is.</param>
internal readonly record struct CommandAddress(int Connector, string Verb)
{
    private const int LongestVerb = 40;

    /// <summary>Null for what is no command of this station.</summary>
    public static CommandAddress? Of(string topic, TopicTree topics)
    {
        if (!topic.StartsWith(topics.Station + "/", StringComparison.Ordinal))
        {
            return null;
        }

        return topic[(topics.Station.Length + 1)..].Split('/') switch
        {
            ["command", { Length: <= LongestVerb } verb] => new CommandAddress(0, verb),
            ["connector", var number, "command", { Length: <= LongestVerb } verb]
                when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var connector) && connector > 0 =>
                new CommandAddress(connector, verb),
            _ => null,
        };
    }
}
