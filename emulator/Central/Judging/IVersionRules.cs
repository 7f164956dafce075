namespace ChargerFirmware.Central.Judging;

/// <summary>The rules that one version of OCPP has for what stations say.</summary>
public interface IVersionRules
{
    string Subprotocol { get; }

    /// <summary>Called once for each station that speaks it.</summary>
    IStationRules Of(Csms csms, ConnectedStation station, JudgeOptions options);
}
