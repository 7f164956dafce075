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

    public static TypedAction<AuthorizeRequest, AuthorizeResponse> Authorize { get; } =
        ActionDescription.Of<AuthorizeRequest, AuthorizeResponse>(nameof(Authorize), CallDirection.FromStation, FeatureProfiles.Core, Json);

    public static TypedAction<BootNotificationRequest, BootNotificationResponse> BootNotification { get; } =
        ActionDescription.Of<BootNotificationRequest, BootNotificationResponse>(nameof(BootNotification), CallDirection.FromStation, FeatureProfiles.Core, Json);

    public static TypedAction<ChangeAvailabilityRequest, ChangeAvailabilityResponse> ChangeAvailability { get; } =
        ActionDescription.Of<ChangeAvailabilityRequest, ChangeAvailabilityResponse>(nameof(ChangeAvailability), CallDirection.FromCentralSystem, FeatureProfiles.Core, Json);

    public static TypedAction<ChangeConfigurationRequest, ChangeConfigurationResponse> ChangeConfiguration { get; } =
        ActionDescription.Of<ChangeConfigurationRequest, ChangeConfigurationResponse>(nameof(ChangeConfiguration), CallDirection.FromCentralSystem, FeatureProfiles.Core, Json);

    public static TypedAction<ClearCacheRequest, ClearCacheResponse> ClearCache { get; } =
        ActionDescription.Of<ClearCacheRequest, ClearCacheResponse>(nameof(ClearCache), CallDirection.FromCentralSystem, FeatureProfiles.Core, Json);

    public static TypedAction<DataTransferRequest, DataTransferResponse> DataTransfer { get; } =
        ActionDescription.Of<DataTransferRequest, DataTransferResponse>(nameof(DataTransfer), CallDirection.Both, FeatureProfiles.Core, Json);

    public static TypedAction<GetConfigurationRequest, GetConfigurationResponse> GetConfiguration { get; } =
        ActionDescription.Of<GetConfigurationRequest, GetConfigurationResponse>(nameof(GetConfiguration), CallDirection.FromCentralSystem, FeatureProfiles.Core, Json);

    public static TypedAction<HeartbeatRequest, HeartbeatResponse> Heartbeat { get; } =
        ActionDescription.Of<HeartbeatRequest, HeartbeatResponse>(nameof(Heartbeat), CallDirection.FromStation, FeatureProfiles.Core, Json);

    public static TypedAction<MeterValuesRequest, MeterValuesResponse> MeterValues { get; } =
        ActionDescription.Of<MeterValuesRequest, MeterValuesResponse>(nameof(MeterValues), CallDirection.FromStation, FeatureProfiles.Core, Json);

    public static TypedAction<RemoteStartTransactionRequest, RemoteStartTransactionResponse> RemoteStartTransaction { get; } =
        ActionDescription.Of<RemoteStartTransactionRequest, RemoteStartTransactionResponse>(nameof(RemoteStartTransaction), CallDirection.FromCentralSystem, FeatureProfiles.Core, Json);

    public static TypedAction<RemoteStopTransactionRequest, RemoteStopTransactionResponse> RemoteStopTransaction { get; } =
        ActionDescription.Of<RemoteStopTransactionRequest, RemoteStopTransactionResponse>(nameof(RemoteStopTransaction), CallDirection.FromCentralSystem, FeatureProfiles.Core, Json);

    public static TypedAction<ResetRequest, ResetResponse> Reset { get; } =
        ActionDescription.Of<ResetRequest, ResetResponse>(nameof(Reset), CallDirection.FromCentralSystem, FeatureProfiles.Core, Json);

    public static TypedAction<StartTransactionRequest, StartTransactionResponse> StartTransaction { get; } =
        ActionDescription.Of<StartTransactionRequest, StartTransactionResponse>(nameof(StartTransaction), CallDirection.FromStation, FeatureProfiles.Core, Json);

    public static TypedAction<StatusNotificationRequest, StatusNotificationResponse> StatusNotification { get; } =
        ActionDescription.Of<StatusNotificationRequest, StatusNotificationResponse>(nameof(StatusNotification), CallDirection.FromStation, FeatureProfiles.Core, Json);

    public static TypedAction<StopTransactionRequest, StopTransactionResponse> StopTransaction { get; } =
        ActionDescription.Of<StopTransactionRequest, StopTransactionResponse>(nameof(StopTransaction), CallDirection.FromStation, FeatureProfiles.Core, Json);

    public static TypedAction<UnlockConnectorRequest, UnlockConnectorResponse> UnlockConnector { get; } =
        ActionDescription.Of<UnlockConnectorRequest, UnlockConnectorResponse>(nameof(UnlockConnector), CallDirection.FromCentralSystem, FeatureProfiles.Core, Json);

    public static TypedAction<DiagnosticsStatusNotificationRequest, DiagnosticsStatusNotificationResponse> DiagnosticsStatusNotification { get; } =
        ActionDescription.Of<DiagnosticsStatusNotificationRequest, DiagnosticsStatusNotificationResponse>(nameof(DiagnosticsStatusNotification), CallDirection.FromStation, FeatureProfiles.FirmwareManagement, Json);

    public static TypedAction<FirmwareStatusNotificationRequest, FirmwareStatusNotificationResponse> FirmwareStatusNotification { get; } =
        ActionDescription.Of<FirmwareStatusNotificationRequest, FirmwareStatusNotificationResponse>(nameof(FirmwareStatusNotification), CallDirection.FromStation, FeatureProfiles.FirmwareManagement, Json);

    public static TypedAction<GetDiagnosticsRequest, GetDiagnosticsResponse> GetDiagnostics { get; } =
        ActionDescription.Of<GetDiagnosticsRequest, GetDiagnosticsResponse>(nameof(GetDiagnostics), CallDirection.FromCentralSystem, FeatureProfiles.FirmwareManagement, Json);

    public static TypedAction<UpdateFirmwareRequest, UpdateFirmwareResponse> UpdateFirmware { get; } =
        ActionDescription.Of<UpdateFirmwareRequest, UpdateFirmwareResponse>(nameof(UpdateFirmware), CallDirection.FromCentralSystem, FeatureProfiles.FirmwareManagement, Json);

    public static TypedAction<GetLocalListVersionRequest, GetLocalListVersionResponse> GetLocalListVersion { get; } =
        ActionDescription.Of<GetLocalListVersionRequest, GetLocalListVersionResponse>(nameof(GetLocalListVersion), CallDirection.FromCentralSystem, FeatureProfiles.LocalAuthListManagement, Json);

    public static TypedAction<SendLocalListRequest, SendLocalListResponse> SendLocalList { get; } =
        ActionDescription.Of<SendLocalListRequest, SendLocalListResponse>(nameof(SendLocalList), CallDirection.FromCentralSystem, FeatureProfiles.LocalAuthListManagement, Json);

    public static TypedAction<CancelReservationRequest, CancelReservationResponse> CancelReservation { get; } =
        ActionDescription.Of<CancelReservationRequest, CancelReservationResponse>(nameof(CancelReservation), CallDirection.FromCentralSystem, FeatureProfiles.Reservation, Json);

    public static TypedAction<ReserveNowRequest, ReserveNowResponse> ReserveNow { get; } =
        ActionDescription.Of<ReserveNowRequest, ReserveNowResponse>(nameof(ReserveNow), CallDirection.FromCentralSystem, FeatureProfiles.Reservation, Json);

    public static TypedAction<ClearChargingProfileRequest, ClearChargingProfileResponse> ClearChargingProfile { get; } =
        ActionDescription.Of<ClearChargingProfileRequest, ClearChargingProfileResponse>(nameof(ClearChargingProfile), CallDirection.FromCentralSystem, FeatureProfiles.SmartCharging, Json);

    public static TypedAction<GetCompositeScheduleRequest, GetCompositeScheduleResponse> GetCompositeSchedule { get; } =
        ActionDescription.Of<GetCompositeScheduleRequest, GetCompositeScheduleResponse>(nameof(GetCompositeSchedule), CallDirection.FromCentralSystem, FeatureProfiles.SmartCharging, Json);

    public static TypedAction<SetChargingProfileRequest, SetChargingProfileResponse> SetChargingProfile { get; } =
        ActionDescription.Of<SetChargingProfileRequest, SetChargingProfileResponse>(nameof(SetChargingProfile), CallDirection.FromCentralSystem, FeatureProfiles.SmartCharging, Json);

    public static TypedAction<TriggerMessageRequest, TriggerMessageResponse> TriggerMessage { get; } =
        ActionDescription.Of<TriggerMessageRequest, TriggerMessageResponse>(nameof(TriggerMessage), CallDirection.FromCentralSystem, FeatureProfiles.RemoteTrigger, Json);

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
