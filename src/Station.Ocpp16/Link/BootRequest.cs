using ChargerFirmware.Ocpp16.Messages.Core;

namespace ChargerFirmware.Station.Ocpp16.Link;

/// <summary>What a station says of itself when it boots.</summary>
internal static class BootRequest
{
    public static BootNotificationRequest Of(StationIdentity identity) => new()
    {
        ChargePointVendor = identity.Vendor,
        ChargePointModel = identity.Model,
        ChargePointSerialNumber = identity.SerialNumber,
        FirmwareVersion = identity.FirmwareVersion,
        Iccid = identity.Iccid,
        Imsi = identity.Imsi,
        MeterType = identity.MeterType,
    };
}
