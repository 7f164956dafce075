using System.Globalization;

namespace ChargerFirmware.Telemetry.Mqtt.Configuration;

/// <summary>The options of every program that can publish to a broker, and what is made of them.</summary>
public static class MqttOptions
{
    /// <summary>The shortest and the longest time between two looks at the measurements.</summary>
    private const int LeastPeriodSeconds = 1, MostPeriodSeconds = 3600;

    private static readonly MqttOption s_broker = new(
        "--mqtt", "CHARGER_MQTT", "URL",
        "the MQTT broker to publish to, mqtt[s]://[user:password@]host[:port][/prefix]; without it nothing is published. A password is better given in "
        + "the environment, CHARGER_MQTT; each option of MQTT has a variable of this kind");

    private static readonly MqttOption s_ca = new("--mqtt-ca", "CHARGER_MQTT_CA", "FILE", "the authorities to trust, in PEM; those of the machine by default");

    private static readonly MqttOption s_certificate = new("--mqtt-cert", "CHARGER_MQTT_CERT", "FILE", "the client certificate for the broker, in PEM");

    private static readonly MqttOption s_key = new("--mqtt-key", "CHARGER_MQTT_KEY", "FILE", "the private key of the client certificate, in PEM");

    private static readonly MqttOption s_version = new("--mqtt-version", "CHARGER_MQTT_VERSION", "5.0|3.1.1", "the protocol's version, 5.0 by default");

    private static readonly MqttOption s_form = new(
        "--mqtt-form", "CHARGER_MQTT_FORM", "json|values", "one JSON object a topic, or one value a topic; json by default");

    private static readonly MqttOption s_period = new(
        "--mqtt-period", "CHARGER_MQTT_PERIOD", "SECONDS", "how often measurements are looked at; 5 by default");

    private static readonly MqttOption s_commands = new(
        "--mqtt-commands", "CHARGER_MQTT_COMMANDS", "LIST",
        "what may be commanded over MQTT: some of limit,pause,resume,stop,availability; nothing by default");

    private static readonly MqttOption s_discovery = new(
        "--mqtt-discovery", "CHARGER_MQTT_DISCOVERY", "PREFIX|none",
        "where Home Assistant looks for devices; homeassistant by default; none takes away what was announced");

    /// <summary>All of them, as a help text lists them.</summary>
    public static IReadOnlyList<MqttOption> All { get; } =
        [s_broker, s_ca, s_certificate, s_key, s_version, s_form, s_period, s_commands, s_discovery];

    /// <summary>Makes settings of what was given.</summary>
    /// <param name="given">The command line: what stands behind an option's name, or null.</param>
    /// <param name="environment">The environment: a variable's value, or null.</param>
    /// <param name="hasFile">Whether there is a file that can be read.</param>
    /// <returns>Null where no broker is named.</returns>
    /// <exception cref="MqttOptionException">One cannot be used, or has no broker to go with.</exception>
    public static MqttSettings? Read(Func<string, string?> given, Func<string, string?> environment, Predicate<string> hasFile)
    {
        if (Find(s_broker) is not { } broker)
        {
            return All.Select(option => option.Name).FirstOrDefault(name => given(name) is not null) is { } alone
                ? throw new MqttOptionException($"{alone}: expected --mqtt, too, which names the broker")
                : null;
        }

        var certificate = Find(s_certificate);
        var key = Find(s_key);
        if (certificate is null != key is null)
        {
            var (there, lacking) = key is null ? (certificate, s_key) : (key, s_certificate);
            throw new MqttOptionException($"{there!.Value.Name}: expected {lacking.Name}, too: a certificate and its key go together");
        }

        var settings = Read(s_broker, MqttAddress.Parse)!;
        if (!settings.UseTls && (Find(s_ca) ?? certificate) is { } useless)
        {
            throw new MqttOptionException($"{useless.Name}: expected a broker at mqtts://, found one at mqtt://");
        }

        return settings with
        {
            CaFile = Read(s_ca, ReadFile),
            CertificateFile = Read(s_certificate, ReadFile),
            KeyFile = Read(s_key, ReadFile),
            Version = Read(s_version, ReadVersion),
            Form = Read(s_form, ReadForm),
            Period = Read(s_period, ReadPeriod),
            Commands = Read(s_commands, ReadCommands),
            DiscoveryPrefix = Read(s_discovery, ReadDiscovery),
        };

        (string Name, string Text)? Find(MqttOption option) =>
            given(option.Name) is { } text ? (option.Name, text)
            : environment(option.Variable) is { Length: > 0 } variable ? (option.Variable, variable)
            : null;

        string? ReadFile(string? path) =>
            path is null || hasFile(path) ? path : throw new FormatException($"expected a file in PEM, found none at '{path}'");

        T Read<T>(MqttOption option, Func<string?, T> read)
        {
            var found = Find(option);
            try
            {
                return read(found?.Text);
            }
            catch (FormatException expected)
            {
                throw new MqttOptionException($"{found?.Name ?? option.Name}: {expected.Message}");
            }
        }
    }

    private static MqttVersion ReadVersion(string? text) => text switch
    {
        null or "5.0" or "5" => MqttVersion.V500,
        "3.1.1" => MqttVersion.V311,
        _ => throw new FormatException($"expected 5.0 or 3.1.1, found '{text}'"),
    };

    private static MqttForm ReadForm(string? text) => text switch
    {
        null or "json" => MqttForm.Json,
        "values" => MqttForm.Values,
        _ => throw new FormatException($"expected json or values, found '{text}'"),
    };

    private static TimeSpan ReadPeriod(string? text) => text is null
        ? TimeSpan.FromSeconds(5)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= LeastPeriodSeconds and <= MostPeriodSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new FormatException($"expected {LeastPeriodSeconds} to {MostPeriodSeconds} seconds, found '{text}'");

    private static HashSet<CommandVerb> ReadCommands(string? text)
    {
        var verbs = new HashSet<CommandVerb>();
        foreach (var word in (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            verbs.Add(CommandVerbs.Find(word) ?? throw new FormatException($"expected some of {CommandVerbs.Listed}, found '{word}'"));
        }

        return verbs;
    }

    private static string? ReadDiscovery(string? text) => text switch
    {
        null => MqttSettings.UsualDiscoveryPrefix,
        "none" => null,
        _ when MqttAddress.IsPrefix(text) => text,
        _ => throw new FormatException($"expected the beginning of a topic or none, found '{text}'"),
    };
}

/// <summary>One option of the command line, which the environment may give, too.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Variable">Its name in the environment; the command line goes before it.</param>
/// <param name="Form">What stands behind it.</param>
public sealed record MqttOption(string Name, string Variable, string Form, string Description);
