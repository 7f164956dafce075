using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Central.Ocpp16;

/// <summary>Answers DataTransfer for the vendors that were registered (OCPP 1.6, 4.3).</summary>
public sealed class VendorDataTransfer
{
    private readonly Dictionary<string, Func<ConnectedStation, DataTransferRequest, DataTransferResponse>> _vendors =
        new(StringComparer.OrdinalIgnoreCase);

    internal VendorDataTransfer()
    {
    }

    /// <summary>From now on <paramref name="answer"/> speaks for a vendor.</summary>
    public void Register(string vendorId, Func<ConnectedStation, DataTransferRequest, DataTransferResponse> answer) => _vendors[vendorId] = answer;

    internal DataTransferResponse Answer(ConnectedStation station, DataTransferRequest request) =>
        _vendors.TryGetValue(request.VendorId, out var answer)
            ? answer(station, request)
            : new DataTransferResponse { Status = DataTransferStatus.UnknownVendorId };
}
