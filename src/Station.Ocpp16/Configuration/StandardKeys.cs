using static ChargerFirmware.Station.Ocpp16.Configuration.KeyText;

namespace ChargerFirmware.Station.Ocpp16.Configuration;

/// <summary>
/// The configuration keys of OCPP 1.6 section 9 that this station has, bound to what they tune, and our own. LightIntensity and
/// BlinkRepeat are optional and left out: there is no light that would follow them.
/// </summary>
internal static class StandardKeys
{
    /// <summary>The most keys one GetConfiguration may name.</summary>
    public const int GetConfigurationMaxKeys = 100;

    private const int MeasurandsMax = 20;

    public static IEnumerable<ConfigurationKey> All(ChargingStation station, ProtocolSettings protocol)
    {
        foreach (var key in Authorization(station.Settings).Concat(Metering(station)).Concat(Sessions(station)).Concat(Protocol(protocol)))
        {
            // Whoever holds a timer hears of a new value, whichever key it was.
            yield return key.Write is { } write
                ? key with { Write = text => Notifying(station.Settings, write(text)) }
                : key;
        }

        foreach (var key in SmartChargingKeys.All(station))
        {
            yield return key;
        }

        yield return ReadOnly("NumberOfConnectors", () => Of(station.Connectors.Count));
        yield return ReadOnly("GetConfigurationMaxKeys", () => Of(GetConfigurationMaxKeys));
        yield return ReadOnly("SupportedFeatureProfiles", () => "Core,FirmwareManagement,LocalAuthListManagement,RemoteTrigger,Reservation,SmartCharging");
        yield return ReadOnly("SupportedFileTransferProtocols", () => string.Join(',', station.Diagnostics.Protocols));
    }

    private static bool Notifying(StationSettings settings, bool written)
    {
        if (written)
        {
            settings.NotifyChanged();
        }

        return written;
    }

    private static IEnumerable<ConfigurationKey> Authorization(StationSettings settings) =>
    [
        Boolean("AllowOfflineTxForUnknownId", () => settings.AllowOfflineTxForUnknownId, value => settings.AllowOfflineTxForUnknownId = value),
        Boolean("AuthorizationCacheEnabled", () => settings.AuthorizationCacheEnabled, value => settings.AuthorizationCacheEnabled = value),
        Boolean("AuthorizeRemoteTxRequests", () => settings.AuthorizeRemoteTxRequests, value => settings.AuthorizeRemoteTxRequests = value),
        Boolean("LocalAuthListEnabled", () => settings.LocalAuthListEnabled, value => settings.LocalAuthListEnabled = value),
        ReadOnly("LocalAuthListMaxLength", () => Of(settings.LocalAuthListMaxLength)),
        Boolean("LocalAuthorizeOffline", () => settings.LocalAuthorizeOffline, value => settings.LocalAuthorizeOffline = value),
        Boolean("LocalPreAuthorize", () => settings.LocalPreAuthorize, value => settings.LocalPreAuthorize = value),
        Number("MaxEnergyOnInvalidId", () => settings.MaxEnergyOnInvalidId ?? 0, value => settings.MaxEnergyOnInvalidId = value),
        ReadOnly("ReserveConnectorZeroSupported", () => Of(settings.ReserveConnectorZeroSupported)),
        ReadOnly("SendLocalListMaxLength", () => Of(settings.SendLocalListMaxLength)),
        Boolean("StopTransactionOnInvalidId", () => settings.StopTransactionOnInvalidId, value => settings.StopTransactionOnInvalidId = value),
    ];

    private static IEnumerable<ConfigurationKey> Metering(ChargingStation station)
    {
        var settings = station.Settings;
        return
        [
            Seconds("ClockAlignedDataInterval", () => settings.ClockAlignedDataInterval, value => settings.ClockAlignedDataInterval = value),
            new("ConnectorPhaseRotation", () => PhaseRotationText.Write(station), text =>
            {
                var readable = PhaseRotationText.TryRead(text, station, out var rotations);
                settings.ConnectorPhaseRotation = readable ? rotations : settings.ConnectorPhaseRotation;
                return readable;
            }),
            ReadOnly("ConnectorPhaseRotationMaxLength", () => Of(station.Connectors.Count + 1)),
            Measurands("MeterValuesAlignedData", () => settings.MeterValuesAlignedData, value => settings.MeterValuesAlignedData = value, MeasurandsMax),
            ReadOnly("MeterValuesAlignedDataMaxLength", () => Of(MeasurandsMax)),
            Measurands("MeterValuesSampledData", () => settings.MeterValuesSampledData, value => settings.MeterValuesSampledData = value, MeasurandsMax),
            ReadOnly("MeterValuesSampledDataMaxLength", () => Of(MeasurandsMax)),
            Seconds("MeterValueSampleInterval", () => settings.MeterValueSampleInterval, value => settings.MeterValueSampleInterval = value),
            ReadOnly("StopTransactionMaxMeterValues", () => Of(StationSettings.StopTransactionMaxMeterValues)),
            Measurands("StopTxnAlignedData", () => settings.StopTxnAlignedData, value => settings.StopTxnAlignedData = value, MeasurandsMax),
            ReadOnly("StopTxnAlignedDataMaxLength", () => Of(MeasurandsMax)),
            Measurands("StopTxnSampledData", () => settings.StopTxnSampledData, value => settings.StopTxnSampledData = value, MeasurandsMax),
            ReadOnly("StopTxnSampledDataMaxLength", () => Of(MeasurandsMax)),
        ];
    }

    private static IEnumerable<ConfigurationKey> Sessions(ChargingStation station)
    {
        var settings = station.Settings;
        return
        [
            Seconds("ConnectionTimeOut", () => settings.ConnectionTimeOut, value => settings.ConnectionTimeOut = value, min: 1),
            Seconds("EvCommunicationTimeout", () => settings.EvCommunicationTimeout, value => settings.EvCommunicationTimeout = value, min: 1),
            Seconds("MeterReadyTimeout", () => settings.MeterReadyTimeout, value => settings.MeterReadyTimeout = value, min: 1),
            Boolean("StopTransactionOnEVSideDisconnect",
                () => settings.StopTransactionOnEVSideDisconnect, value => settings.StopTransactionOnEVSideDisconnect = value),

            // A station whose cables are all fixed has nothing to unlock.
            station.Connectors.Any(connector => connector.Devices.Lock is not null)
                ? Boolean("UnlockConnectorOnEVSideDisconnect",
                    () => settings.UnlockConnectorOnEVSideDisconnect, value => settings.UnlockConnectorOnEVSideDisconnect = value)
                : ReadOnly("UnlockConnectorOnEVSideDisconnect", () => Of(false)),
        ];
    }

    private static IEnumerable<ConfigurationKey> Protocol(ProtocolSettings protocol) =>
    [
        Boolean("BootNotificationOnReconnect", () => protocol.BootNotificationOnReconnect, value => protocol.BootNotificationOnReconnect = value),
        Seconds("HeartbeatInterval", () => protocol.HeartbeatInterval, value => protocol.HeartbeatInterval = value, min: 1),
        Seconds("MessageTimeout", () => protocol.MessageTimeout, value => protocol.MessageTimeout = value, min: 1),
        Seconds("MinimumStatusDuration", () => protocol.MinimumStatusDuration, value => protocol.MinimumStatusDuration = value),
        Number("ResetRetries", () => protocol.ResetRetries, value => protocol.ResetRetries = value),
        Number("TransactionMessageAttempts", () => protocol.TransactionMessageAttempts, value => protocol.TransactionMessageAttempts = value, min: 1),
        Seconds("TransactionMessageRetryInterval",
            () => protocol.TransactionMessageRetryInterval, value => protocol.TransactionMessageRetryInterval = value),
        Seconds("WebSocketPingInterval", () => protocol.WebSocketPingInterval, value => protocol.WebSocketPingInterval = value),
    ];
}
