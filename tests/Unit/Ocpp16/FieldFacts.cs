namespace ChargerFirmware.Tests.Unit.Ocpp16;

/// <summary>
/// What the standard says about every field of the 28 messages: path, whether it is required (*), type, longest text, words.
/// A wide number is an integer that passes 32 bits in the field. Drawn from the machine-readable form of the standard, not from our own types.
/// </summary>
internal static class FieldFacts
{
    public const string Text = """
        AuthorizeRequest
          idTag*: string(20)
        AuthorizeResponse
          idTagInfo*: object
          idTagInfo.expiryDate: time
          idTagInfo.parentIdTag: string(20)
          idTagInfo.status*: enum Accepted Blocked Expired Invalid ConcurrentTx
        BootNotificationRequest
          chargePointVendor*: string(20)
          chargePointModel*: string(20)
          chargePointSerialNumber: string(25)
          chargeBoxSerialNumber: string(25)
          firmwareVersion: string(50)
          iccid: string(20)
          imsi: string(20)
          meterType: string(25)
          meterSerialNumber: string(25)
        BootNotificationResponse
          status*: enum Accepted Pending Rejected
          currentTime*: time
          interval*: integer
        CancelReservationRequest
          reservationId*: integer
        CancelReservationResponse
          status*: enum Accepted Rejected
        ChangeAvailabilityRequest
          connectorId*: integer
          type*: enum Inoperative Operative
        ChangeAvailabilityResponse
          status*: enum Accepted Rejected Scheduled
        ChangeConfigurationRequest
          key*: string(50)
          value*: string(500)
        ChangeConfigurationResponse
          status*: enum Accepted Rejected RebootRequired NotSupported
        ClearCacheRequest
        ClearCacheResponse
          status*: enum Accepted Rejected
        ClearChargingProfileRequest
          id: integer
          connectorId: integer
          chargingProfilePurpose: enum ChargePointMaxProfile TxDefaultProfile TxProfile
          stackLevel: integer
        ClearChargingProfileResponse
          status*: enum Accepted Unknown
        DataTransferRequest
          vendorId*: string(255)
          messageId: string(50)
          data: string
        DataTransferResponse
          status*: enum Accepted Rejected UnknownMessageId UnknownVendorId
          data: string
        DiagnosticsStatusNotificationRequest
          status*: enum Idle Uploaded UploadFailed Uploading
        DiagnosticsStatusNotificationResponse
        FirmwareStatusNotificationRequest
          status*: enum Downloaded DownloadFailed Downloading Idle InstallationFailed Installing Installed
        FirmwareStatusNotificationResponse
        GetCompositeScheduleRequest
          connectorId*: integer
          duration*: integer
          chargingRateUnit: enum A W
        GetCompositeScheduleResponse
          status*: enum Accepted Rejected
          connectorId: integer
          scheduleStart: time
          chargingSchedule: object
          chargingSchedule.duration: integer
          chargingSchedule.startSchedule: time
          chargingSchedule.chargingRateUnit*: enum A W
          chargingSchedule.chargingSchedulePeriod*: list
          chargingSchedule.chargingSchedulePeriod[]: object
          chargingSchedule.chargingSchedulePeriod[].startPeriod*: integer
          chargingSchedule.chargingSchedulePeriod[].limit*: tenth
          chargingSchedule.chargingSchedulePeriod[].numberPhases: integer
          chargingSchedule.minChargingRate: tenth
        GetConfigurationRequest
          key: list
          key[]: string(50)
        GetConfigurationResponse
          configurationKey: list
          configurationKey[]: object
          configurationKey[].key*: string(50)
          configurationKey[].readonly*: boolean
          configurationKey[].value: string(500)
          unknownKey: list
          unknownKey[]: string(50)
        GetDiagnosticsRequest
          location*: string
          retries: integer
          retryInterval: integer
          startTime: time
          stopTime: time
        GetDiagnosticsResponse
          fileName: string(255)
        GetLocalListVersionRequest
        GetLocalListVersionResponse
          listVersion*: integer
        HeartbeatRequest
        HeartbeatResponse
          currentTime*: time
        MeterValuesRequest
          connectorId*: integer
          transactionId: wide
          meterValue*: list
          meterValue[]: object
          meterValue[].timestamp*: time
          meterValue[].sampledValue*: list
          meterValue[].sampledValue[]: object
          meterValue[].sampledValue[].value*: string
          meterValue[].sampledValue[].context: enum Interruption.Begin Interruption.End Sample.Clock Sample.Periodic Transaction.Begin Transaction.End Trigger Other
          meterValue[].sampledValue[].format: enum Raw SignedData
          meterValue[].sampledValue[].measurand: enum Energy.Active.Export.Register Energy.Active.Import.Register Energy.Reactive.Export.Register Energy.Reactive.Import.Register Energy.Active.Export.Interval Energy.Active.Import.Interval Energy.Reactive.Export.Interval Energy.Reactive.Import.Interval Power.Active.Export Power.Active.Import Power.Offered Power.Reactive.Export Power.Reactive.Import Power.Factor Current.Import Current.Export Current.Offered Voltage Frequency Temperature SoC RPM
          meterValue[].sampledValue[].phase: enum L1 L2 L3 N L1-N L2-N L3-N L1-L2 L2-L3 L3-L1
          meterValue[].sampledValue[].location: enum Cable EV Inlet Outlet Body
          meterValue[].sampledValue[].unit: enum Wh kWh varh kvarh W kW VA kVA var kvar A V K Celcius Celsius Fahrenheit Percent Hertz
        MeterValuesResponse
        RemoteStartTransactionRequest
          connectorId: integer
          idTag*: string(20)
          chargingProfile: object
          chargingProfile.chargingProfileId*: integer
          chargingProfile.transactionId: wide
          chargingProfile.stackLevel*: integer
          chargingProfile.chargingProfilePurpose*: enum ChargePointMaxProfile TxDefaultProfile TxProfile
          chargingProfile.chargingProfileKind*: enum Absolute Recurring Relative
          chargingProfile.recurrencyKind: enum Daily Weekly
          chargingProfile.validFrom: time
          chargingProfile.validTo: time
          chargingProfile.chargingSchedule*: object
          chargingProfile.chargingSchedule.duration: integer
          chargingProfile.chargingSchedule.startSchedule: time
          chargingProfile.chargingSchedule.chargingRateUnit*: enum A W
          chargingProfile.chargingSchedule.chargingSchedulePeriod*: list
          chargingProfile.chargingSchedule.chargingSchedulePeriod[]: object
          chargingProfile.chargingSchedule.chargingSchedulePeriod[].startPeriod*: integer
          chargingProfile.chargingSchedule.chargingSchedulePeriod[].limit*: tenth
          chargingProfile.chargingSchedule.chargingSchedulePeriod[].numberPhases: integer
          chargingProfile.chargingSchedule.minChargingRate: tenth
        RemoteStartTransactionResponse
          status*: enum Accepted Rejected
        RemoteStopTransactionRequest
          transactionId*: wide
        RemoteStopTransactionResponse
          status*: enum Accepted Rejected
        ReserveNowRequest
          connectorId*: integer
          expiryDate*: time
          idTag*: string(20)
          parentIdTag: string(20)
          reservationId*: integer
        ReserveNowResponse
          status*: enum Accepted Faulted Occupied Rejected Unavailable
        ResetRequest
          type*: enum Hard Soft
        ResetResponse
          status*: enum Accepted Rejected
        SendLocalListRequest
          listVersion*: integer
          localAuthorizationList: list
          localAuthorizationList[]: object
          localAuthorizationList[].idTag*: string(20)
          localAuthorizationList[].idTagInfo: object
          localAuthorizationList[].idTagInfo.expiryDate: time
          localAuthorizationList[].idTagInfo.parentIdTag: string(20)
          localAuthorizationList[].idTagInfo.status*: enum Accepted Blocked Expired Invalid ConcurrentTx
          updateType*: enum Differential Full
        SendLocalListResponse
          status*: enum Accepted Failed NotSupported VersionMismatch
        SetChargingProfileRequest
          connectorId*: integer
          csChargingProfiles*: object
          csChargingProfiles.chargingProfileId*: integer
          csChargingProfiles.transactionId: wide
          csChargingProfiles.stackLevel*: integer
          csChargingProfiles.chargingProfilePurpose*: enum ChargePointMaxProfile TxDefaultProfile TxProfile
          csChargingProfiles.chargingProfileKind*: enum Absolute Recurring Relative
          csChargingProfiles.recurrencyKind: enum Daily Weekly
          csChargingProfiles.validFrom: time
          csChargingProfiles.validTo: time
          csChargingProfiles.chargingSchedule*: object
          csChargingProfiles.chargingSchedule.duration: integer
          csChargingProfiles.chargingSchedule.startSchedule: time
          csChargingProfiles.chargingSchedule.chargingRateUnit*: enum A W
          csChargingProfiles.chargingSchedule.chargingSchedulePeriod*: list
          csChargingProfiles.chargingSchedule.chargingSchedulePeriod[]: object
          csChargingProfiles.chargingSchedule.chargingSchedulePeriod[].startPeriod*: integer
          csChargingProfiles.chargingSchedule.chargingSchedulePeriod[].limit*: tenth
          csChargingProfiles.chargingSchedule.chargingSchedulePeriod[].numberPhases: integer
          csChargingProfiles.chargingSchedule.minChargingRate: tenth
        SetChargingProfileResponse
          status*: enum Accepted Rejected NotSupported
        StartTransactionRequest
          connectorId*: integer
          idTag*: string(20)
          meterStart*: wide
          reservationId: integer
          timestamp*: time
        StartTransactionResponse
          idTagInfo*: object
          idTagInfo.expiryDate: time
          idTagInfo.parentIdTag: string(20)
          idTagInfo.status*: enum Accepted Blocked Expired Invalid ConcurrentTx
          transactionId*: wide
        StatusNotificationRequest
          connectorId*: integer
          errorCode*: enum ConnectorLockFailure EVCommunicationError GroundFailure HighTemperature InternalError LocalListConflict NoError OtherError OverCurrentFailure PowerMeterFailure PowerSwitchFailure ReaderFailure ResetFailure UnderVoltage OverVoltage WeakSignal
          info: string(50)
          status*: enum Available Preparing Charging SuspendedEVSE SuspendedEV Finishing Reserved Unavailable Faulted
          timestamp: time
          vendorId: string(255)
          vendorErrorCode: string(50)
        StatusNotificationResponse
        StopTransactionRequest
          idTag: string(20)
          meterStop*: wide
          timestamp*: time
          transactionId*: wide
          reason: enum EmergencyStop EVDisconnected HardReset Local Other PowerLoss Reboot Remote SoftReset UnlockCommand DeAuthorized
          transactionData: list
          transactionData[]: object
          transactionData[].timestamp*: time
          transactionData[].sampledValue*: list
          transactionData[].sampledValue[]: object
          transactionData[].sampledValue[].value*: string
          transactionData[].sampledValue[].context: enum Interruption.Begin Interruption.End Sample.Clock Sample.Periodic Transaction.Begin Transaction.End Trigger Other
          transactionData[].sampledValue[].format: enum Raw SignedData
          transactionData[].sampledValue[].measurand: enum Energy.Active.Export.Register Energy.Active.Import.Register Energy.Reactive.Export.Register Energy.Reactive.Import.Register Energy.Active.Export.Interval Energy.Active.Import.Interval Energy.Reactive.Export.Interval Energy.Reactive.Import.Interval Power.Active.Export Power.Active.Import Power.Offered Power.Reactive.Export Power.Reactive.Import Power.Factor Current.Import Current.Export Current.Offered Voltage Frequency Temperature SoC RPM
          transactionData[].sampledValue[].phase: enum L1 L2 L3 N L1-N L2-N L3-N L1-L2 L2-L3 L3-L1
          transactionData[].sampledValue[].location: enum Cable EV Inlet Outlet Body
          transactionData[].sampledValue[].unit: enum Wh kWh varh kvarh W kW VA kVA var kvar A V K Celcius Celsius Fahrenheit Percent
        StopTransactionResponse
          idTagInfo: object
          idTagInfo.expiryDate: time
          idTagInfo.parentIdTag: string(20)
          idTagInfo.status*: enum Accepted Blocked Expired Invalid ConcurrentTx
        TriggerMessageRequest
          requestedMessage*: enum BootNotification DiagnosticsStatusNotification FirmwareStatusNotification Heartbeat MeterValues StatusNotification
          connectorId: integer
        TriggerMessageResponse
          status*: enum Accepted Rejected NotImplemented
        UnlockConnectorRequest
          connectorId*: integer
        UnlockConnectorResponse
          status*: enum Unlocked UnlockFailed NotSupported
        UpdateFirmwareRequest
          location*: string
          retries: integer
          retrieveDate*: time
          retryInterval: integer
        UpdateFirmwareResponse
        """;
}
