using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Station.Settings;

namespace ChargerFirmware.Station.Protocol;

/// <summary>What the protocol binding can be tuned by; the rest stands in <see cref="StationSettings"/>.</summary>
public sealed class ProtocolSettings
{
    /// <summary>Nothing else can be sent while an answer is due, and only its absence shows that a link is dead.</summary>
    public static readonly TimeSpan LongestMessageTimeout = TimeSpan.FromMinutes(10);

    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>How long a CALL may stay unanswered (errata v4.0). After it the link counts as dead.</summary>
    public TimeSpan MessageTimeout { get; set; } = TimeSpan.FromSeconds(30);

    public int TransactionMessageAttempts { get; set; } = 3;

    public TimeSpan TransactionMessageRetryInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Zero: no pings.</summary>
    public TimeSpan WebSocketPingInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a status must last before it is reported; zero reports each at once.</summary>
    public TimeSpan MinimumStatusDuration { get; set; }

    public int ResetRetries { get; set; } = 3;

    /// <summary>Wait before BootNotification is sent again where the central system named no interval.</summary>
    public TimeSpan BootRetryInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Our own key: a call is carried out although it has unknown members, null for absent ones, or values that are spelt otherwise, as long
    /// as it can be read. Of answers all is taken that can be read, whatever this says.
    /// </summary>
    public bool LenientCalls { get; set; }

    /// <summary>What <see cref="LenientCalls"/> comes to.</summary>
    public Strictness Calls => LenientCalls ? Strictness.Lenient : Strictness.Strict;

    /// <summary>Our own key: BootNotification after every reconnect, as some central systems expect. The standard does not.</summary>
    public bool BootNotificationOnReconnect { get; set; }
}
