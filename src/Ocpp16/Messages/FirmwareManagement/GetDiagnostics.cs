using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Messages.FirmwareManagement;

/// <summary>Asks a station to upload its diagnostics. OCPP 1.6, 5.9.</summary>
public sealed record GetDiagnosticsRequest
{
    /// <summary>The directory's URL.</summary>
    public required string Location { get; init; }

    public int? Retries { get; init; }

    /// <summary>In seconds.</summary>
    public int? RetryInterval { get; init; }

    /// <summary>Leaves out what is older.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Leaves out what is newer.</summary>
    public DateTimeOffset? StopTime { get; init; }
}

/// <summary>Answers <see cref="GetDiagnosticsRequest"/>.</summary>
public sealed record GetDiagnosticsResponse
{
    /// <summary>Null when there is nothing to upload.</summary>
    [JsonConverter(typeof(CiString255))]
    public string? FileName { get; init; }
}
