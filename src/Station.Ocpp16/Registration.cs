using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Protocol;
using ChargerFirmware.Station.Protocol.Link;

namespace ChargerFirmware.Station.Ocpp16;

/// <summary>BootNotification and Heartbeat (OCPP 1.6, 4.2 and 4.6).</summary>
internal sealed class Registration(StationIdentity identity) : IRegistration
{
    public async Task<CallOutcome<RegistrationAnswer>> BootAsync(IOcppChannel channel, TimeSpan timeout) =>
        (await channel.CallAsync(Ocpp16Catalog.BootNotification, Write(identity), timeout)).Select(Read);

    public async Task<DateTimeOffset?> AskTimeAsync(CentralSystemLink link) =>
        await link.CallAsync(Ocpp16Catalog.Heartbeat, new HeartbeatRequest(), whilePending: true) is CallOutcome<HeartbeatResponse>.Result answer
            ? answer.Response.CurrentTime
            : null;

    private static BootNotificationRequest Write(StationIdentity identity) => new()
    {
        ChargePointVendor = identity.Vendor,
        ChargePointModel = identity.Model,
        ChargePointSerialNumber = identity.SerialNumber,
        FirmwareVersion = identity.FirmwareVersion,
        Iccid = identity.Iccid,
        Imsi = identity.Imsi,
        MeterType = identity.MeterType,
    };

    private static RegistrationAnswer Read(BootNotificationResponse response) => new(
        response.Status switch
        {
            RegistrationStatus.Accepted => BootStatus.Accepted,
            RegistrationStatus.Pending => BootStatus.Pending,
            _ => BootStatus.Rejected,
        },
        response.CurrentTime,
        response.Interval);
}
