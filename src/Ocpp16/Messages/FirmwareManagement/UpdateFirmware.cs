namespace ChargerFirmware.Ocpp16.Messages.FirmwareManagement;

/// <summary>Asks a station to fetch and install new firmware. OCPP 1.6, 5.19.</summary>
public sealed record UpdateFirmwareRequest
{
    /// <summary>The file's URL.</summary>
    public required string Location { get; init; }

    public int? Retries { get; init; }

    /// <summary>The earliest moment to fetch it.</summary>
    public required DateTimeOffset RetrieveDate { get; init; }

    /// <summary>In seconds.</summary>
    public int? RetryInterval { get; init; }
}

/// <summary>Answers <see cref="UpdateFirmwareRequest"/>.</summary>
public sealed record UpdateFirmwareResponse;
