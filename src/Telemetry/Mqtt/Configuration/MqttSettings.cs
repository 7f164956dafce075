namespace ChargerFirmware.Telemetry.Mqtt.Configuration;

/// <summary>The broker, how it is reached, and what is told there.</summary>
public sealed record MqttSettings
{
    /// <summary>Where Home Assistant looks unless it was told otherwise.</summary>
    public const string UsualDiscoveryPrefix = "homeassistant";

    public required string Host { get; init; }

    public required int Port { get; init; }

    public bool UseTls { get; init; }

    public string? User { get; init; }

    /// <summary>Told to the broker and to nobody else: it stands in no log and no text.</summary>
    public string? Password { get; init; }

    /// <summary>What all topics begin with, without slashes at its ends.</summary>
    public string Prefix { get; init; } = "charger";

    /// <summary>A PEM file with whom to trust; null for whom the machine trusts.</summary>
    public string? CaFile { get; init; }

    /// <summary>A PEM file with the client certificate; null where none is shown.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>A PEM file with the certificate's private key.</summary>
    public string? KeyFile { get; init; }

    public MqttVersion Version { get; init; } = MqttVersion.V500;

    public MqttForm Form { get; init; } = MqttForm.Json;

    /// <summary>How often measurements are looked at.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What may be commanded; nothing unless told.</summary>
    public IReadOnlySet<CommandVerb> Commands { get; init; } = new HashSet<CommandVerb>();

    /// <summary>The prefix under which Home Assistant looks for devices; null: it is not told.</summary>
    public string? DiscoveryPrefix { get; init; } = UsualDiscoveryPrefix;

    /// <summary>The broker as it may be told to anybody.</summary>
    public string Address => $"{(UseTls ? "mqtts" : "mqtt")}://{Host}:{Port}/{Prefix}";

    /// <summary>Never the members one by one: a password is among them.</summary>
    public override string ToString() => Address;
}
