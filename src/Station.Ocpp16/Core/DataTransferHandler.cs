using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Station.Ocpp16.Core;

/// <summary>OCPP 1.6, 5.6: this station has no vendor messages yet, and says which half of an address it does not know.</summary>
internal sealed class DataTransferHandler() : ActionHandler<DataTransferRequest, DataTransferResponse>(Ocpp16Catalog.DataTransfer)
{
    /// <summary>Ours, as it stands in StatusNotification too.</summary>
    public const string VendorId = "ChargerFirmware";

    public override Task<ActionReply<DataTransferResponse>> HandleAsync(DataTransferRequest request) => Answer(new DataTransferResponse
    {
        Status = string.Equals(request.VendorId, VendorId, StringComparison.OrdinalIgnoreCase)
            ? DataTransferStatus.UnknownMessageId
            : DataTransferStatus.UnknownVendorId,
    });
}
