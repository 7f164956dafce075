using ChargerFirmware.Central.Records;
using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Central.Ocpp16.Handlers;

/// <summary>Takes a station in, or has it wait (OCPP 1.6, 4.2).</summary>
internal sealed class BootNotificationHandler(Csms csms, ConnectedStation station, Action booted)
    : StationHandler<BootNotificationRequest, BootNotificationResponse>(csms, station, Ocpp16Catalog.BootNotification)
{
    public override async Task<ActionReply<BootNotificationResponse>> HandleAsync(BootNotificationRequest request)
    {
        var answer = Station.BootAnswer;
        booted();
        var record = Station.Record with
        {
            Vendor = request.ChargePointVendor,
            Model = request.ChargePointModel,
            SerialNumber = request.ChargePointSerialNumber ?? request.ChargeBoxSerialNumber,
            FirmwareVersion = request.FirmwareVersion,
            Iccid = request.Iccid,
            Imsi = request.Imsi,
            MeterType = request.MeterType,
            MeterSerialNumber = request.MeterSerialNumber,
            Registration = answer.Status,
            BootedAt = Now,
            Boots = Station.Boots + 1,
        };
        var entry = new StateEntry(
            Station.Identity, Now, StateKind.Boot, null, answer.Status.ToString(),
            $"{request.ChargePointVendor} {request.ChargePointModel} {request.FirmwareVersion}".TrimEnd());
        await Station.ChangeAsync(record, entry);
        return new(new BootNotificationResponse
        {
            Status = answer.Status switch
            {
                RegistrationState.Accepted => RegistrationStatus.Accepted,
                RegistrationState.Pending => RegistrationStatus.Pending,
                _ => RegistrationStatus.Rejected,
            },
            Interval = answer.IntervalSeconds,
            CurrentTime = Csms.Clock.UtcNow,
        });
    }
}
