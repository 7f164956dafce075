namespace ChargerFirmware.Station.Ocpp16;

/// <summary>What the protocol binding can be tuned by; the rest stands in <see cref="StationSettings"/>.</summary>
public sealed class ProtocolSettings
{
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>How long a CALL may stay unanswered (errata v4.0). After it the link counts as dead.</summary>
    public TimeSpan MessageTimeout { get; set; } = TimeSpan.FromSeconds(30);

    public int TransactionMessageAttempts { get; set; } = 3;

    public TimeSpan TransactionMessageRetryInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Zero: no pings.</summary>
    public TimeSpan WebSocketPingInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a status must last before it is told; zero tells each at once.</summary>
    public TimeSpan MinimumStatusDuration { get; set; }

    public int ResetRetries { get; set; } = 3;

    /// <summary>Wait before BootNotification is sent again where the central system named no interval.</summary>
    public TimeSpan BootRetryInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Our own key: BootNotification after every reconnect, as some central systems expect. The standard does not.</summary>
    public bool BootNotificationOnReconnect { get; set; }
}
