using ChargerFirmware.Ocpp.Messages;

namespace ChargerFirmware.Central.Bindings;

/// <summary>What one version of OCPP means to a central system.</summary>
public interface IOcppBinding
{
    /// <summary>What a connection negotiates for it, such as <c>ocpp1.6</c>.</summary>
    string Subprotocol { get; }

    /// <summary>All of its actions.</summary>
    MessageCatalog Catalog { get; }

    /// <summary>Called once for each station that speaks it; what it gives lives as long as the station is remembered.</summary>
    IStationBinding Bind(Csms csms, ConnectedStation station);
}
