using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;

namespace ChargerFirmware.Central.Ocpp16.Handlers;

/// <summary>Hands a vendor's own messages to whoever speaks for the vendor (OCPP 1.6, 4.3).</summary>
internal sealed class DataTransferHandler(Csms csms, ConnectedStation station, VendorDataTransfer vendors)
    : StationHandler<DataTransferRequest, DataTransferResponse>(csms, station, Ocpp16Catalog.DataTransfer)
{
    public override Task<ActionReply<DataTransferResponse>> HandleAsync(DataTransferRequest request) => Answer(vendors.Answer(Station, request));
}
