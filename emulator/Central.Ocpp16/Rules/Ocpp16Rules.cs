using ChargerFirmware.Central.Judging;
using ChargerFirmware.Ocpp16;

namespace ChargerFirmware.Central.Ocpp16.Rules;

/// <summary>The rules of OCPP 1.6 for what stations say.</summary>
public sealed class Ocpp16Rules : IVersionRules
{
    public string Subprotocol => Ocpp16Catalog.Subprotocol;

    public IStationRules Of(Csms csms, ConnectedStation station, JudgeOptions options) => new Ocpp16StationRules(csms, station, options);
}
