using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Ocpp16.Messages.Core;

/// <summary>Sets a configuration key. OCPP 1.6, 5.3.</summary>
public sealed record ChangeConfigurationRequest
{
    [JsonConverter(typeof(CiString50))]
    public required string Key { get; init; }

    [JsonConverter(typeof(CiString500))]
    public required string Value { get; init; }
}

/// <summary>Answers <see cref="ChangeConfigurationRequest"/>.</summary>
public sealed record ChangeConfigurationResponse
{
    public required ConfigurationStatus Status { get; init; }
}
