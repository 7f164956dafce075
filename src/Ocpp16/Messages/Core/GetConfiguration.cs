using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Ocpp16.Messages.Core;

/// <summary>Reads configuration keys. OCPP 1.6, 5.8.</summary>
public sealed record GetConfigurationRequest
{
    /// <summary>Null or empty for all keys.</summary>
    [JsonConverter(typeof(CiString50List))]
    public IReadOnlyList<string>? Key { get; init; }
}

/// <summary>Answers <see cref="GetConfigurationRequest"/>.</summary>
public sealed record GetConfigurationResponse
{
    public IReadOnlyList<KeyValue>? ConfigurationKey { get; init; }

    [JsonConverter(typeof(CiString50List))]
    public IReadOnlyList<string>? UnknownKey { get; init; }
}
