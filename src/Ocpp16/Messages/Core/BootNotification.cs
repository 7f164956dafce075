using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Ocpp16.Messages.Core;

/// <summary>Identifies the station, after every start. OCPP 1.6, 4.2.</summary>
public sealed record BootNotificationRequest
{
    [JsonConverter(typeof(CiString20))]
    public required string ChargePointVendor { get; init; }

    [JsonConverter(typeof(CiString20))]
    public required string ChargePointModel { get; init; }

    [JsonConverter(typeof(CiString25))]
    public string? ChargePointSerialNumber { get; init; }

    /// <summary>Deprecated by the standard in favour of <see cref="ChargePointSerialNumber"/>.</summary>
    [JsonConverter(typeof(CiString25))]
    public string? ChargeBoxSerialNumber { get; init; }

    [JsonConverter(typeof(CiString50))]
    public string? FirmwareVersion { get; init; }

    /// <summary>Of the modem's SIM card.</summary>
    [JsonConverter(typeof(CiString20))]
    public string? Iccid { get; init; }

    /// <summary>Of the modem's SIM card.</summary>
    [JsonConverter(typeof(CiString20))]
    public string? Imsi { get; init; }

    [JsonConverter(typeof(CiString25))]
    public string? MeterType { get; init; }

    [JsonConverter(typeof(CiString25))]
    public string? MeterSerialNumber { get; init; }
}

/// <summary>Answers <see cref="BootNotificationRequest"/>.</summary>
public sealed record BootNotificationResponse
{
    public required RegistrationStatus Status { get; init; }

    /// <summary>Null only where it could not be read: then the clock stays as it is.</summary>
    public required DateTimeOffset? CurrentTime { get; init; }

    /// <summary>
    /// In seconds: between heartbeats when accepted, else until the next BootNotification. 0 leaves the choice to the station, and so does
    /// null, which is only where it could not be read.
    /// </summary>
    [JsonConverter(typeof(AtLeastZero))]
    public required int? Interval { get; init; }
}
