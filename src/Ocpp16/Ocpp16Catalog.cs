using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Ocpp.Json;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Messages.FirmwareManagement;
using ChargerFirmware.Ocpp16.Messages.LocalAuthListManagement;
using ChargerFirmware.Ocpp16.Messages.RemoteTrigger;
using ChargerFirmware.Ocpp16.Messages.Reservation;
using ChargerFirmware.Ocpp16.Messages.SmartCharging;

namespace ChargerFirmware.Ocpp16;

/// <summary>The actions of OCPP 1.6, grouped as its errata group them (edition 2 swaps three columns of its table).</summary>
public static class Ocpp16Catalog
{
    /// <summary>What a link negotiates (OCPP-J 1.6, 3.1.2).</summary>
    public const string Subprotocol = "ocpp1.6";

    private static readonly MessageJson Json = new(Ocpp16Json.Default);

    /// <summary>The form of every message, for who reads by rules of his own.</summary>
    public static IJsonTypeInfoResolver Types => Ocpp16Json.Default;

    public static TypedAction<AuthorizeRequest, AuthorizeResponse> Authorize { get; } =
        new(nameof(Authorize), CallDirection.FromStation, FeatureProfiles.Core, Json);

    public static TypedAction<BootNotificationRequest, BootNotificationResponse> BootNotification { get; } =
        new(nameof(BootNotification), CallDirection.FromStation, FeatureProfiles.Core, Json);

    public static TypedAction<ChangeAvailabilityRequest, ChangeAvailabilityResponse> ChangeAvailability { get; } =
        new(nameof(ChangeAvailability), CallDirection.FromCentralSystem, FeatureProfiles.Core, Json);

    public static TypedAction<ChangeConfigurationRequest, ChangeConfigurationResponse> ChangeConfiguration { get; } =
        new(nameof(ChangeConfiguration), CallDirection.FromCentralSystem, FeatureProfiles.Core, Json);

    public static TypedAction<ClearCacheRequest, ClearCacheResponse> ClearCache { get; } =
        new(nameof(ClearCache), CallDirection.FromCentralSystem, FeatureProfiles.Core, Json);

    public static TypedAction<DataTransferRequest, DataTransferResponse> DataTransfer { get; } =
        new(nameof(DataTransfer), CallDirection.Both, FeatureProfiles.Core, Json);

    public static TypedAction<GetConfigurationRequest, GetConfigurationResponse> GetConfiguration { get; } =
        new(nameof(GetConfiguration), CallDirection.FromCentralSystem, FeatureProfiles.Core, Json);

    public static TypedAction<HeartbeatRequest, HeartbeatResponse> Heartbeat { get; } =
        new(nameof(Heartbeat), CallDirection.FromStation, FeatureProfiles.Core, Json);

    public static TypedAction<MeterValuesRequest, MeterValuesResponse> MeterValues { get; } =
        new(nameof(MeterValues), CallDirection.FromStation, FeatureProfiles.Core, Json);

    public static TypedAction<RemoteStartTransactionRequest, RemoteStartTransactionResponse> RemoteStartTransaction { get; } =
        new(nameof(RemoteStartTransaction), CallDirection.FromCentralSystem, FeatureProfiles.Core, Json);

    public static TypedAction<RemoteStopTransactionRequest, RemoteStopTransactionResponse> RemoteStopTransaction { get; } =
        new(nameof(RemoteStopTransaction), CallDirection.FromCentralSystem, FeatureProfiles.Core, Json);

    public static TypedAction<ResetRequest, ResetResponse> Reset { get; } =
        new(nameof(Reset), CallDirection.FromCentralSystem, FeatureProfiles.Core, Json);

    public static TypedAction<StartTransactionRequest, StartTransactionResponse> StartTransaction { get; } =
        new(nameof(StartTransaction), CallDirection.FromStation, FeatureProfiles.Core, Json);

    public static TypedAction<StatusNotificationRequest, StatusNotificationResponse> StatusNotification { get; } =
        new(nameof(StatusNotification), CallDirection.FromStation, FeatureProfiles.Core, Json);

    public static TypedAction<StopTransactionRequest, StopTransactionResponse> StopTransaction { get; } =
        new(nameof(StopTransaction), CallDirection.FromStation, FeatureProfiles.Core, Json);

    public static TypedAction<UnlockConnectorRequest, UnlockConnectorResponse> UnlockConnector { get; } =
        new(nameof(UnlockConnector), CallDirection.FromCentralSystem, FeatureProfiles.Core, Json);

    public static TypedAction<DiagnosticsStatusNotificationRequest, DiagnosticsStatusNotificationResponse> DiagnosticsStatusNotification { get; } =
        new(nameof(DiagnosticsStatusNotification), CallDirection.FromStation, FeatureProfiles.FirmwareManagement, Json);

    public static TypedAction<FirmwareStatusNotificationRequest, FirmwareStatusNotificationResponse> FirmwareStatusNotification { get; } =
        new(nameof(FirmwareStatusNotification), CallDirection.FromStation, FeatureProfiles.FirmwareManagement, Json);

    public static TypedAction<GetDiagnosticsRequest, GetDiagnosticsResponse> GetDiagnostics { get; } =
        new(nameof(GetDiagnostics), CallDirection.FromCentralSystem, FeatureProfiles.FirmwareManagement, Json);

    public static TypedAction<UpdateFirmwareRequest, UpdateFirmwareResponse> UpdateFirmware { get; } =
        new(nameof(UpdateFirmware), CallDirection.FromCentralSystem, FeatureProfiles.FirmwareManagement, Json);

    public static TypedAction<GetLocalListVersionRequest, GetLocalListVersionResponse> GetLocalListVersion { get; } =
        new(nameof(GetLocalListVersion), CallDirection.FromCentralSystem, FeatureProfiles.LocalAuthListManagement, Json);

    public static TypedAction<SendLocalListRequest, SendLocalListResponse> SendLocalList { get; } =
        new(nameof(SendLocalList), CallDirection.FromCentralSystem, FeatureProfiles.LocalAuthListManagement, Json);

    public static TypedAction<CancelReservationRequest, CancelReservationResponse> CancelReservation { get; } =
        new(nameof(CancelReservation), CallDirection.FromCentralSystem, FeatureProfiles.Reservation, Json);

    public static TypedAction<ReserveNowRequest, ReserveNowResponse> ReserveNow { get; } =
        new(nameof(ReserveNow), CallDirection.FromCentralSystem, FeatureProfiles.Reservation, Json);

    public static TypedAction<ClearChargingProfileRequest, ClearChargingProfileResponse> ClearChargingProfile { get; } =
        new(nameof(ClearChargingProfile), CallDirection.FromCentralSystem, FeatureProfiles.SmartCharging, Json);

    public static TypedAction<GetCompositeScheduleRequest, GetCompositeScheduleResponse> GetCompositeSchedule { get; } =
        new(nameof(GetCompositeSchedule), CallDirection.FromCentralSystem, FeatureProfiles.SmartCharging, Json);

    public static TypedAction<SetChargingProfileRequest, SetChargingProfileResponse> SetChargingProfile { get; } =
        new(nameof(SetChargingProfile), CallDirection.FromCentralSystem, FeatureProfiles.SmartCharging, Json);

    public static TypedAction<TriggerMessageRequest, TriggerMessageResponse> TriggerMessage { get; } =
        new(nameof(TriggerMessage), CallDirection.FromCentralSystem, FeatureProfiles.RemoteTrigger, Json);

    /// <summary>All of them.</summary>
    public static MessageCatalog All { get; } = new(
        Authorize, BootNotification, ChangeAvailability, ChangeConfiguration, ClearCache, DataTransfer, GetConfiguration, Heartbeat,
        MeterValues, RemoteStartTransaction, RemoteStopTransaction, Reset, StartTransaction, StatusNotification, StopTransaction,
        UnlockConnector,
        DiagnosticsStatusNotification, FirmwareStatusNotification, GetDiagnostics, UpdateFirmware,
        GetLocalListVersion, SendLocalList,
        CancelReservation, ReserveNow,
        ClearChargingProfile, GetCompositeSchedule, SetChargingProfile,
        TriggerMessage);
}

/// <summary>
/// The messages of OCPP 1.6 as the source generator sees them; the rules of their JSON stand in <see cref="Ocpp.Json.MessageJson"/>.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AuthorizeRequest))]
[JsonSerializable(typeof(AuthorizeResponse))]
[JsonSerializable(typeof(BootNotificationRequest))]
[JsonSerializable(typeof(BootNotificationResponse))]
[JsonSerializable(typeof(ChangeAvailabilityRequest))]
[JsonSerializable(typeof(ChangeAvailabilityResponse))]
[JsonSerializable(typeof(ChangeConfigurationRequest))]
[JsonSerializable(typeof(ChangeConfigurationResponse))]
[JsonSerializable(typeof(ClearCacheRequest))]
[JsonSerializable(typeof(ClearCacheResponse))]
[JsonSerializable(typeof(DataTransferRequest))]
[JsonSerializable(typeof(DataTransferResponse))]
[JsonSerializable(typeof(GetConfigurationRequest))]
[JsonSerializable(typeof(GetConfigurationResponse))]
[JsonSerializable(typeof(HeartbeatRequest))]
[JsonSerializable(typeof(HeartbeatResponse))]
[JsonSerializable(typeof(MeterValuesRequest))]
[JsonSerializable(typeof(MeterValuesResponse))]
[JsonSerializable(typeof(RemoteStartTransactionRequest))]
[JsonSerializable(typeof(RemoteStartTransactionResponse))]
[JsonSerializable(typeof(RemoteStopTransactionRequest))]
[JsonSerializable(typeof(RemoteStopTransactionResponse))]
[JsonSerializable(typeof(ResetRequest))]
[JsonSerializable(typeof(ResetResponse))]
[JsonSerializable(typeof(StartTransactionRequest))]
[JsonSerializable(typeof(StartTransactionResponse))]
[JsonSerializable(typeof(StatusNotificationRequest))]
[JsonSerializable(typeof(StatusNotificationResponse))]
[JsonSerializable(typeof(StopTransactionRequest))]
[JsonSerializable(typeof(StopTransactionResponse))]
[JsonSerializable(typeof(UnlockConnectorRequest))]
[JsonSerializable(typeof(UnlockConnectorResponse))]
[JsonSerializable(typeof(DiagnosticsStatusNotificationRequest))]
[JsonSerializable(typeof(DiagnosticsStatusNotificationResponse))]
[JsonSerializable(typeof(FirmwareStatusNotificationRequest))]
[JsonSerializable(typeof(FirmwareStatusNotificationResponse))]
[JsonSerializable(typeof(GetDiagnosticsRequest))]
[JsonSerializable(typeof(GetDiagnosticsResponse))]
[JsonSerializable(typeof(UpdateFirmwareRequest))]
[JsonSerializable(typeof(UpdateFirmwareResponse))]
[JsonSerializable(typeof(GetLocalListVersionRequest))]
[JsonSerializable(typeof(GetLocalListVersionResponse))]
[JsonSerializable(typeof(SendLocalListRequest))]
[JsonSerializable(typeof(SendLocalListResponse))]
[JsonSerializable(typeof(CancelReservationRequest))]
[JsonSerializable(typeof(CancelReservationResponse))]
[JsonSerializable(typeof(ReserveNowRequest))]
[JsonSerializable(typeof(ReserveNowResponse))]
[JsonSerializable(typeof(ClearChargingProfileRequest))]
[JsonSerializable(typeof(ClearChargingProfileResponse))]
[JsonSerializable(typeof(GetCompositeScheduleRequest))]
[JsonSerializable(typeof(GetCompositeScheduleResponse))]
[JsonSerializable(typeof(SetChargingProfileRequest))]
[JsonSerializable(typeof(SetChargingProfileResponse))]
[JsonSerializable(typeof(TriggerMessageRequest))]
[JsonSerializable(typeof(TriggerMessageResponse))]
internal sealed partial class Ocpp16Json : JsonSerializerContext;
