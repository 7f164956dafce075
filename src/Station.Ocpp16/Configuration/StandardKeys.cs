using ChargerFirmware.Station.Protocol;
using ChargerFirmware.Station.Protocol.Configuration;
using ChargerFirmware.Station.Settings;
using static ChargerFirmware.Station.Ocpp16.Configuration.MeasurandText;
using static ChargerFirmware.Station.Protocol.Configuration.KeyText;

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

    private static readonly KeyList s_withLocks = new(All(Boolean(
        "UnlockConnectorOnEVSideDisconnect",
        at => at.Settings.UnlockConnectorOnEVSideDisconnect, (at, value) => at.Settings.UnlockConnectorOnEVSideDisconnect = value)));

    // A station whose cables are all fixed has nothing to unlock.
    private static readonly KeyList s_withoutLocks = new(All(ReadOnly("UnlockConnectorOnEVSideDisconnect", _ => Of(false))));

    /// <summary>The keys that such a station has; one list serves all of its kind.</summary>
    public static KeyList For(ChargingStation station) =>
        station.Connectors.Any(connector => connector.Devices.Lock is not null) ? s_withLocks : s_withoutLocks;

    private static IEnumerable<ConfigurationKey> All(ConfigurationKey unlock) =>
        [unlock, .. Authorization(), .. Metering(), .. Sessions(), .. Protocol(), .. SmartChargingKeys.All, .. Limits()];

    private static IEnumerable<ConfigurationKey> Authorization() =>
    [
        Boolean("AllowOfflineTxForUnknownId", at => at.Settings.AllowOfflineTxForUnknownId, (at, value) => at.Settings.AllowOfflineTxForUnknownId = value),
        Boolean("AuthorizationCacheEnabled", at => at.Settings.AuthorizationCacheEnabled, (at, value) => at.Settings.AuthorizationCacheEnabled = value),
        Boolean("AuthorizeRemoteTxRequests", at => at.Settings.AuthorizeRemoteTxRequests, (at, value) => at.Settings.AuthorizeRemoteTxRequests = value),
        Boolean("LocalAuthListEnabled", at => at.Settings.LocalAuthListEnabled, (at, value) => at.Settings.LocalAuthListEnabled = value),
        ReadOnly("LocalAuthListMaxLength", at => Of(at.Settings.LocalAuthListMaxLength)),
        Boolean("LocalAuthorizeOffline", at => at.Settings.LocalAuthorizeOffline, (at, value) => at.Settings.LocalAuthorizeOffline = value),
        Boolean("LocalPreAuthorize", at => at.Settings.LocalPreAuthorize, (at, value) => at.Settings.LocalPreAuthorize = value),
        Number("MaxEnergyOnInvalidId", at => at.Settings.MaxEnergyOnInvalidId ?? 0, (at, value) => at.Settings.MaxEnergyOnInvalidId = value),
        ReadOnly("ReserveConnectorZeroSupported", at => Of(at.Settings.ReserveConnectorZeroSupported)),
        ReadOnly("SendLocalListMaxLength", at => Of(at.Settings.SendLocalListMaxLength)),
        Boolean("StopTransactionOnInvalidId", at => at.Settings.StopTransactionOnInvalidId, (at, value) => at.Settings.StopTransactionOnInvalidId = value),
    ];

    private static IEnumerable<ConfigurationKey> Metering() =>
    [
        Seconds("ClockAlignedDataInterval", at => at.Settings.ClockAlignedDataInterval, (at, value) => at.Settings.ClockAlignedDataInterval = value),
        new("ConnectorPhaseRotation", at => PhaseRotationText.Write(at.Station), (at, text) =>
        {
            var readable = PhaseRotationText.TryRead(text, at.Station, out var rotations);
            at.Settings.ConnectorPhaseRotation = readable ? rotations : at.Settings.ConnectorPhaseRotation;
            return readable;
        }),
        ReadOnly("ConnectorPhaseRotationMaxLength", at => Of(at.Station.Connectors.Count + 1)),
        Measurands("MeterValuesAlignedData",
            at => at.Settings.MeterValuesAlignedData, (at, value) => at.Settings.MeterValuesAlignedData = value, MeasurandsMax),
        ReadOnly("MeterValuesAlignedDataMaxLength", _ => Of(MeasurandsMax)),
        Measurands("MeterValuesSampledData",
            at => at.Settings.MeterValuesSampledData, (at, value) => at.Settings.MeterValuesSampledData = value, MeasurandsMax),
        ReadOnly("MeterValuesSampledDataMaxLength", _ => Of(MeasurandsMax)),
        Seconds("MeterValueSampleInterval", at => at.Settings.MeterValueSampleInterval, (at, value) => at.Settings.MeterValueSampleInterval = value),
        ReadOnly("StopTransactionMaxMeterValues", _ => Of(StationSettings.StopTransactionMaxMeterValues)),
        Measurands("StopTxnAlignedData", at => at.Settings.StopTxnAlignedData, (at, value) => at.Settings.StopTxnAlignedData = value, MeasurandsMax),
        ReadOnly("StopTxnAlignedDataMaxLength", _ => Of(MeasurandsMax)),
        Measurands("StopTxnSampledData", at => at.Settings.StopTxnSampledData, (at, value) => at.Settings.StopTxnSampledData = value, MeasurandsMax),
        ReadOnly("StopTxnSampledDataMaxLength", _ => Of(MeasurandsMax)),
    ];

    private static IEnumerable<ConfigurationKey> Sessions() =>
    [
        Seconds("ConnectionTimeOut", at => at.Settings.ConnectionTimeOut, (at, value) => at.Settings.ConnectionTimeOut = value, min: 1),
        Seconds("EvCommunicationTimeout", at => at.Settings.EvCommunicationTimeout, (at, value) => at.Settings.EvCommunicationTimeout = value, min: 1),
        Seconds("MeterReadyTimeout", at => at.Settings.MeterReadyTimeout, (at, value) => at.Settings.MeterReadyTimeout = value, min: 1),
        Boolean("StopTransactionOnEVSideDisconnect",
            at => at.Settings.StopTransactionOnEVSideDisconnect, (at, value) => at.Settings.StopTransactionOnEVSideDisconnect = value),
    ];

    private static IEnumerable<ConfigurationKey> Protocol() =>
    [
        Boolean("BootNotificationOnReconnect", at => at.Protocol.BootNotificationOnReconnect, (at, value) => at.Protocol.BootNotificationOnReconnect = value),
        Seconds("HeartbeatInterval", at => at.Protocol.HeartbeatInterval, (at, value) => at.Protocol.HeartbeatInterval = value, min: 1),
        Boolean("LenientCalls", at => at.Protocol.LenientCalls, (at, value) => at.Protocol.LenientCalls = value),
        Seconds(
            "MessageTimeout", at => at.Protocol.MessageTimeout, (at, value) => at.Protocol.MessageTimeout = value,
            min: 1, max: (int)ProtocolSettings.LongestMessageTimeout.TotalSeconds),
        Seconds("MinimumStatusDuration", at => at.Protocol.MinimumStatusDuration, (at, value) => at.Protocol.MinimumStatusDuration = value),
        Number("ResetRetries", at => at.Protocol.ResetRetries, (at, value) => at.Protocol.ResetRetries = value),
        Number("TransactionMessageAttempts",
            at => at.Protocol.TransactionMessageAttempts, (at, value) => at.Protocol.TransactionMessageAttempts = value, min: 1),
        Seconds("TransactionMessageRetryInterval",
            at => at.Protocol.TransactionMessageRetryInterval, (at, value) => at.Protocol.TransactionMessageRetryInterval = value),
        Seconds("WebSocketPingInterval", at => at.Protocol.WebSocketPingInterval, (at, value) => at.Protocol.WebSocketPingInterval = value),
    ];

    private static IEnumerable<ConfigurationKey> Limits() =>
    [
        ReadOnly("NumberOfConnectors", at => Of(at.Station.Connectors.Count)),
        ReadOnly("GetConfigurationMaxKeys", _ => Of(GetConfigurationMaxKeys)),
        ReadOnly("SupportedFeatureProfiles", _ => "Core,FirmwareManagement,LocalAuthListManagement,RemoteTrigger,Reservation,SmartCharging"),
        ReadOnly("SupportedFileTransferProtocols", at => string.Join(',', at.Station.Diagnostics.Protocols)),
    ];
}
