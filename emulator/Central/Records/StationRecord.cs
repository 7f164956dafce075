namespace ChargerFirmware.Central.Records;

/// <summary>A station as it has introduced itself, and what it heard at its boot. Texts are the station's own; only the size of a frame bounds them.</summary>
public sealed record StationRecord(string Identity)
{
    /// <summary>What its last connection spoke, such as <c>ocpp1.6</c>.</summary>
    public string? Subprotocol { get; init; }

    public string? Vendor { get; init; }

    public string? Model { get; init; }

    public string? SerialNumber { get; init; }

    public string? FirmwareVersion { get; init; }

    public string? Iccid { get; init; }

    public string? Imsi { get; init; }

    public string? MeterType { get; init; }

    public string? MeterSerialNumber { get; init; }

    /// <summary>What its last BootNotification heard; null before the first one.</summary>
    public RegistrationState? Registration { get; init; }

    /// <summary>When its last BootNotification came.</summary>
    public DateTimeOffset? BootedAt { get; init; }

    /// <summary>BootNotifications so far.</summary>
    public int Boots { get; init; }

    /// <summary>When its last frame came, as of the last change that was written.</summary>
    public DateTimeOffset? LastHeard { get; init; }

    /// <summary>What it last reported of a firmware update, in the standard's word.</summary>
    public string? FirmwareStatus { get; init; }

    /// <summary>What it last reported of an upload of diagnostics, in the standard's word.</summary>
    public string? DiagnosticsStatus { get; init; }
}
