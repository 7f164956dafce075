using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Messages.FirmwareManagement;
using ChargerFirmware.Ocpp16.Messages.LocalAuthListManagement;
using ChargerFirmware.Ocpp16.Messages.RemoteTrigger;
using ChargerFirmware.Ocpp16.Messages.Reservation;
using ChargerFirmware.Ocpp16.Messages.SmartCharging;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.CentralSystem;

/// <summary>What a central system may ask a station (OCPP 1.6, section 5), one method an action.</summary>
public static class StationCommands
{
    public static Task<CommandResult<RemoteStartTransactionResponse>> RemoteStartAsync(
        this ConnectedStation station, string idTag, int? connectorId = null, ChargingProfile? chargingProfile = null) =>
        station.CallAsync(
            Ocpp16Catalog.RemoteStartTransaction,
            new RemoteStartTransactionRequest { IdTag = idTag, ConnectorId = connectorId, ChargingProfile = chargingProfile });

    public static Task<CommandResult<RemoteStopTransactionResponse>> RemoteStopAsync(this ConnectedStation station, long transactionId) =>
        station.CallAsync(Ocpp16Catalog.RemoteStopTransaction, new RemoteStopTransactionRequest { TransactionId = transactionId });

    public static Task<CommandResult<ChangeConfigurationResponse>> ChangeConfigurationAsync(this ConnectedStation station, string key, string value) =>
        station.CallAsync(Ocpp16Catalog.ChangeConfiguration, new ChangeConfigurationRequest { Key = key, Value = value });

    /// <summary>Asks for some keys, or for all when none is named.</summary>
    public static Task<CommandResult<GetConfigurationResponse>> GetConfigurationAsync(this ConnectedStation station, params string[] keys) =>
        station.CallAsync(Ocpp16Catalog.GetConfiguration, new GetConfigurationRequest { Key = keys is { Length: > 0 } ? keys : null });

    public static Task<CommandResult<ResetResponse>> ResetAsync(this ConnectedStation station, ResetType type) =>
        station.CallAsync(Ocpp16Catalog.Reset, new ResetRequest { Type = type });

    public static Task<CommandResult<TriggerMessageResponse>> TriggerMessageAsync(
        this ConnectedStation station, MessageTrigger requestedMessage, int? connectorId = null) =>
        station.CallAsync(
            Ocpp16Catalog.TriggerMessage, new TriggerMessageRequest { RequestedMessage = requestedMessage, ConnectorId = connectorId });

    public static Task<CommandResult<UnlockConnectorResponse>> UnlockConnectorAsync(this ConnectedStation station, int connectorId) =>
        station.CallAsync(Ocpp16Catalog.UnlockConnector, new UnlockConnectorRequest { ConnectorId = connectorId });

    public static Task<CommandResult<ChangeAvailabilityResponse>> ChangeAvailabilityAsync(
        this ConnectedStation station, int connectorId, AvailabilityType type) =>
        station.CallAsync(Ocpp16Catalog.ChangeAvailability, new ChangeAvailabilityRequest { ConnectorId = connectorId, Type = type });

    public static Task<CommandResult<ClearCacheResponse>> ClearCacheAsync(this ConnectedStation station) =>
        station.CallAsync(Ocpp16Catalog.ClearCache, new ClearCacheRequest());

    public static Task<CommandResult<DataTransferResponse>> DataTransferAsync(
        this ConnectedStation station, string vendorId, string? messageId = null, string? data = null) =>
        station.CallAsync(Ocpp16Catalog.DataTransfer, new DataTransferRequest { VendorId = vendorId, MessageId = messageId, Data = data });

    public static Task<CommandResult<GetDiagnosticsResponse>> GetDiagnosticsAsync(this ConnectedStation station, GetDiagnosticsRequest request) =>
        station.CallAsync(Ocpp16Catalog.GetDiagnostics, request);

    public static Task<CommandResult<UpdateFirmwareResponse>> UpdateFirmwareAsync(this ConnectedStation station, UpdateFirmwareRequest request) =>
        station.CallAsync(Ocpp16Catalog.UpdateFirmware, request);

    public static Task<CommandResult<GetLocalListVersionResponse>> GetLocalListVersionAsync(this ConnectedStation station) =>
        station.CallAsync(Ocpp16Catalog.GetLocalListVersion, new GetLocalListVersionRequest());

    public static Task<CommandResult<SendLocalListResponse>> SendLocalListAsync(
        this ConnectedStation station, int listVersion, UpdateType updateType, params IReadOnlyList<AuthorizationData> list) =>
        station.CallAsync(
            Ocpp16Catalog.SendLocalList,
            new SendLocalListRequest
            {
                ListVersion = listVersion,
                UpdateType = updateType,
                LocalAuthorizationList = list is { Count: > 0 } ? list : null,
            });

    public static Task<CommandResult<ReserveNowResponse>> ReserveNowAsync(
        this ConnectedStation station, int reservationId, int connectorId, string idTag, DateTimeOffset expiryDate, string? parentIdTag = null) =>
        station.CallAsync(
            Ocpp16Catalog.ReserveNow,
            new ReserveNowRequest
            {
                ReservationId = reservationId,
                ConnectorId = connectorId,
                IdTag = idTag,
                ExpiryDate = expiryDate,
                ParentIdTag = parentIdTag,
            });

    public static Task<CommandResult<CancelReservationResponse>> CancelReservationAsync(this ConnectedStation station, int reservationId) =>
        station.CallAsync(Ocpp16Catalog.CancelReservation, new CancelReservationRequest { ReservationId = reservationId });

    public static Task<CommandResult<SetChargingProfileResponse>> SetChargingProfileAsync(
        this ConnectedStation station, int connectorId, ChargingProfile profile) =>
        station.CallAsync(
            Ocpp16Catalog.SetChargingProfile, new SetChargingProfileRequest { ConnectorId = connectorId, CsChargingProfiles = profile });

    /// <summary>Clears the profiles that match all that is given; all of them when nothing is.</summary>
    public static Task<CommandResult<ClearChargingProfileResponse>> ClearChargingProfileAsync(
        this ConnectedStation station,
        int? id = null,
        int? connectorId = null,
        ChargingProfilePurposeType? purpose = null,
        int? stackLevel = null) =>
        station.CallAsync(
            Ocpp16Catalog.ClearChargingProfile,
            new ClearChargingProfileRequest { Id = id, ConnectorId = connectorId, ChargingProfilePurpose = purpose, StackLevel = stackLevel });

    public static Task<CommandResult<GetCompositeScheduleResponse>> GetCompositeScheduleAsync(
        this ConnectedStation station, int connectorId, int durationSeconds, ChargingRateUnitType? unit = null) =>
        station.CallAsync(
            Ocpp16Catalog.GetCompositeSchedule,
            new GetCompositeScheduleRequest { ConnectorId = connectorId, Duration = durationSeconds, ChargingRateUnit = unit });
}
