using ChargerFirmware.Central.Bindings;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp16;

namespace ChargerFirmware.Central.Ocpp16;

/// <summary>OCPP 1.6 at a central system.</summary>
public sealed class Ocpp16Binding : IOcppBinding
{
    public string Subprotocol => Ocpp16Catalog.Subprotocol;

    public MessageCatalog Catalog => Ocpp16Catalog.All;

    /// <summary>Who answers DataTransfer for which vendor.</summary>
    public VendorDataTransfer DataTransfer { get; } = new();

    public IStationBinding Bind(Csms csms, ConnectedStation station) => new Ocpp16StationBinding(csms, station, DataTransfer);
}
