namespace ChargerFirmware.Telemetry.Mqtt.Configuration;

/// <summary>The broker, how it is reached, and what is published there.</summary>
public sealed record MqttSettings
{
    /// <summary>Where Home Assistant looks by default.</summary>
    public const string UsualDiscoveryPrefix = "homeassistant";

    public required string Host { get; init; }

    public required int Port { get; init; }

    public bool UseTls { get; init; }

    public string? User { get; init; }

    /// <summary>Sent to the broker only: it stands in no log and no text.</summary>
    public string? Password { get; init; }

    /// <summary>What all topics begin with, without slashes at its ends.</summary>
    public string Prefix { get; init; } = "charger";

    /// <summary>A PEM file with the authorities to trust; null for those of the machine.</summary>
    public string? CaFile { get; init; }

    /// <summary>A PEM file with the client certificate; null where none is shown.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>A PEM file with the certificate's private key.</summary>
    public string? KeyFile { get; init; }

    public MqttVersion Version { get; init; } = MqttVersion.V500;

    public MqttForm Form { get; init; } = MqttForm.Json;

    /// <summary>How often measurements are looked at.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What may be commanded; nothing by default.</summary>
    public IReadOnlySet<CommandVerb> Commands { get; init; } = new HashSet<CommandVerb>();

    /// <summary>The prefix under which Home Assistant looks for devices; null: nothing is announced.</summary>
    public string? DiscoveryPrefix { get; init; } = UsualDiscoveryPrefix;

    /// <summary>The broker's address without secrets, for logs.</summary>
    public string Address => $"{(UseTls ? "mqtts" : "mqtt")}://{Host}:{Port}/{Prefix}";

    /// <summary>Never the members one by one: a password is among them.</summary>
    public override string ToString() => Address;
}
