using static ChargerFirmware.Station.Ocpp16.Configuration.KeyText;

namespace ChargerFirmware.Station.Ocpp16.Configuration;

/// <summary>The configuration keys of OCPP 1.6 section 9 that this station has, bound to what they tune, and our own.</summary>
internal static class StandardKeys
{
    /// <summary>The most keys one GetConfiguration may name.</summary>
    public const int GetConfigurationMaxKeys = 100;

    private const int MeasurandsMax = 20;

    public static IEnumerable<ConfigurationKey> All(ChargingStation station, ProtocolSettings protocol)
    {
        foreach (var key in Station(station.Settings).Concat(Protocol(protocol)))
        {
            // Whoever holds a timer hears of a new value, whichever key it was.
            yield return key.Write is { } write
                ? key with { Write = text => Notifying(station.Settings, write(text)) }
                : key;
        }

        yield return ReadOnly("NumberOfConnectors", () => Of(station.Connectors.Count));
        yield return ReadOnly("GetConfigurationMaxKeys", () => Of(GetConfigurationMaxKeys));
        yield return ReadOnly("MeterValuesSampledDataMaxLength", () => Of(MeasurandsMax));
        yield return ReadOnly("StopTxnSampledDataMaxLength", () => Of(MeasurandsMax));
        yield return ReadOnly("SupportedFeatureProfiles", () => "Core,RemoteTrigger");
    }

    private static bool Notifying(StationSettings settings, bool written)
    {
        if (written)
        {
            settings.NotifyChanged();
        }

        return written;
    }

    private static IEnumerable<ConfigurationKey> Station(StationSettings settings) =>
    [
        Boolean("AllowOfflineTxForUnknownId", () => settings.AllowOfflineTxForUnknownId, value => settings.AllowOfflineTxForUnknownId = value),
        Boolean("AuthorizeRemoteTxRequests", () => settings.AuthorizeRemoteTxRequests, value => settings.AuthorizeRemoteTxRequests = value),
        Seconds("ConnectionTimeOut", () => settings.ConnectionTimeOut, value => settings.ConnectionTimeOut = value, min: 1),
        Seconds("EvCommunicationTimeout", () => settings.EvCommunicationTimeout, value => settings.EvCommunicationTimeout = value, min: 1),
        Boolean("LocalAuthorizeOffline", () => settings.LocalAuthorizeOffline, value => settings.LocalAuthorizeOffline = value),
        Number("MaxEnergyOnInvalidId", () => settings.MaxEnergyOnInvalidId ?? 0, value => settings.MaxEnergyOnInvalidId = value),
        Measurands("MeterValuesSampledData", () => settings.MeterValuesSampledData, value => settings.MeterValuesSampledData = value, MeasurandsMax),
        Seconds("MeterValueSampleInterval", () => settings.MeterValueSampleInterval, value => settings.MeterValueSampleInterval = value),
        Boolean("StopTransactionOnEVSideDisconnect",
            () => settings.StopTransactionOnEVSideDisconnect, value => settings.StopTransactionOnEVSideDisconnect = value),
        Boolean("StopTransactionOnInvalidId", () => settings.StopTransactionOnInvalidId, value => settings.StopTransactionOnInvalidId = value),
        Measurands("StopTxnSampledData", () => settings.StopTxnSampledData, value => settings.StopTxnSampledData = value, MeasurandsMax),
        Boolean("UnlockConnectorOnEVSideDisconnect",
            () => settings.UnlockConnectorOnEVSideDisconnect, value => settings.UnlockConnectorOnEVSideDisconnect = value),
    ];

    private static IEnumerable<ConfigurationKey> Protocol(ProtocolSettings protocol) =>
    [
        Boolean("BootNotificationOnReconnect", () => protocol.BootNotificationOnReconnect, value => protocol.BootNotificationOnReconnect = value),
        Seconds("HeartbeatInterval", () => protocol.HeartbeatInterval, value => protocol.HeartbeatInterval = value, min: 1),
        Seconds("MessageTimeout", () => protocol.MessageTimeout, value => protocol.MessageTimeout = value, min: 1),
        Number("ResetRetries", () => protocol.ResetRetries, value => protocol.ResetRetries = value),
        Number("TransactionMessageAttempts", () => protocol.TransactionMessageAttempts, value => protocol.TransactionMessageAttempts = value, min: 1),
        Seconds("TransactionMessageRetryInterval",
            () => protocol.TransactionMessageRetryInterval, value => protocol.TransactionMessageRetryInterval = value),
        Seconds("WebSocketPingInterval", () => protocol.WebSocketPingInterval, value => protocol.WebSocketPingInterval = value),
    ];
}
